package dev.plimsoll.properties.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Table;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.Spelling;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The packet flows of kube-proxy's own tests.
///
/// kube-proxy's tracer looks at less than a kernel does: after nat PREROUTING it runs four chains
/// of the filter table one after the other, whatever leads to them, and it takes every protocol for
/// that of the service. So the rules given to our traversal are those of the test, with INPUT and
/// FORWARD replaced by jumps to these four, and the packet is of the service's protocol.
/// kubernetes `pkg/proxy/iptables/proxier_test.go`, `tracePacket` (v1.29).
class UpstreamFlowsTest {

  private static final List<String> TRACED =
      List.of("KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES", "KUBE-NODEPORTS", "KUBE-PROXY-FIREWALL");

  private static final Node NODE =
      new Node(List.of(InterfaceAddress.parse("192.168.0.2/32@eth0")), List.of());

  @Test
  void everyFlowOfKubeProxysTestsGoesWhereTheTestSays() {
    var wrong = new ArrayList<String>();
    int flows = run(wrong, text -> text);
    System.out.printf("kube-proxy's own flows: %d, different: %d%n", flows, wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(flows).isEqualTo(210);
  }

  @Test
  void aRuleThatIsTurnedRoundIsNoticed() {
    var wrong = new ArrayList<String>();
    run(
        wrong,
        text -> text.replace("--mark 0x4000/0x4000 -j RETURN", "--mark 0x0/0x4000 -j RETURN"));
    assertThat(wrong).as("flows that differ without KUBE-POSTROUTING's return").isNotEmpty();
    wrong.clear();
    run(wrong, text -> text.replace("--src-type LOCAL", "! --src-type LOCAL"));
    assertThat(wrong).as("flows that differ where the node is not itself").isNotEmpty();
  }

  private static int run(List<String> wrong, UnaryOperator<String> change) {
    int flows = 0;
    for (Path file :
        SharedFolder.files(
            SharedFolder.fixtures("kube-proxy").resolve("upstream-tests"),
            name -> name.endsWith(".json"))) {
      for (JsonNode stage : SharedFolder.json(file).get("stages")) {
        if (stage.hasNonNull("flows")) {
          String name = file.getFileName() + " stage " + stage.get("stage").asText();
          String text = change.apply(stage.get("iptablesSave").asText());
          var traversal = new Traversal(traced(name, text), NODE, History.NONE);
          for (JsonNode flow : stage.get("flows")) {
            flows++;
            check(name, protocol(stage, flow), flow, traversal, wrong);
          }
        }
      }
    }
    return flows;
  }

  /// The protocol of the service that has the flow's port, else what the recording says.
  private static IpProtocol protocol(JsonNode stage, JsonNode flow) {
    for (JsonNode service : stage.path("services")) {
      for (JsonNode port : service.path("spec").path("ports")) {
        if (port.path("port").asInt() == flow.get("destPort").asInt()) {
          return IpProtocol.parse(port.path("protocol").asText("TCP"));
        }
      }
    }
    return IpProtocol.parse(flow.get("protocol").asText());
  }

  private static void check(
      String name, IpProtocol protocol, JsonNode flow, Traversal traversal, List<String> wrong) {
    Packet packet =
        Packet.first(
            protocol,
            new Endpoint(Address.parse(flow.get("sourceIP").asText()), 40000),
            new Endpoint(Address.parse(flow.get("destIP").asText()), flow.get("destPort").asInt()),
            new Arrival.Received(Optional.of("eth0")));
    List<Outcome> outcomes = traversal.outcomes(packet);
    String expected = flow.get("output").asText() + (flow.get("masq").asBoolean() ? " masq" : "");
    String actual = traced(outcomes, packet, traversal.rules());
    if (!actual.equals(expected)) {
      wrong.add(
          name
              + ", "
              + flow.get("name").asText()
              + ", "
              + packet
              + ": expected \""
              + expected
              + "\", found \""
              + actual
              + "\"");
    }
  }

  /// What kube-proxy's tracer would have said of these outcomes.
  private static String traced(List<Outcome> outcomes, Packet packet, RuleSet rules) {
    Set<String> found = new LinkedHashSet<>();
    boolean masqueraded = false;
    for (Outcome outcome : outcomes) {
      boolean rewritten = !outcome.destination().equals(packet.destination());
      boolean marked =
          outcome.path().stream().anyMatch(step -> step.chain().equals("KUBE-MARK-MASQ"));
      if ((rewritten && outcome.verdict() == Verdict.ACCEPT && marked) != outcome.masqueraded()) {
        found.add("mark and masquerade differ");
      }
      masqueraded |= marked;
      var last = outcome.path().isEmpty() ? null : outcome.path().getLast();
      boolean accepted =
          last != null
              && rules
                      .table(last.table())
                      .orElseThrow()
                      .chain(last.chain())
                      .orElseThrow()
                      .rules()
                      .get(last.rule() - 1)
                      .target()
                  instanceof Target.Accept;
      found.add(
          switch (outcome.verdict()) {
            case ACCEPT -> rewritten ? outcome.destination().toString() : accepted ? "ACCEPT" : "";
            case DROP, REJECT, UNDECIDED -> outcome.verdict().name();
          });
    }
    return found.stream().collect(Collectors.joining(", ")) + (masqueraded ? " masq" : "");
  }

  private static RuleSet traced(String name, String save) {
    RuleSet rules = Dump.parse(name, save).load();
    Table filter = rules.table(TableName.FILTER).orElseThrow();
    List<Rule> jumps =
        TRACED.stream()
            .filter(chain -> filter.chain(chain).isPresent())
            .map(chain -> Spelling.rule(List.of(), new Target.Jump(chain)))
            .toList();
    var chains = new LinkedHashMap<>(filter.chains());
    for (String hook : List.of("INPUT", "FORWARD")) {
      Chain old = filter.chain(hook).orElseThrow();
      chains.put(hook, new Chain(hook, old.policy(), old.counters(), old.line(), jumps));
    }
    var tables = new EnumMap<TableName, Table>(rules.tables());
    tables.put(TableName.FILTER, new Table(TableName.FILTER, chains));
    return new RuleSet(name, tables);
  }
}
