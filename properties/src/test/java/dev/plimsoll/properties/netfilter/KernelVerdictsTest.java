package dev.plimsoll.properties.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Where a real kernel sent real packets: everything it did is among what we predict.
///
/// Recorded with Linux 6.18 and iptables-legacy in a network namespace of one node.
class KernelVerdictsTest {

  private static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("192.168.0.2/24@eth0"),
              InterfaceAddress.parse("10.244.1.1/24@cni0"),
              InterfaceAddress.parse("172.16.5.2/24@eth1")),
          List.of(Route.parse("0.0.0.0/0@eth0")));

  /// What came of comparing one recording.
  private record Tally(int flows, List<String> unpredicted, List<String> unseen) {}

  @Test
  void whateverTheKernelDidWasPredicted() {
    Tally tally = run(text -> text);
    System.out.printf(
        "kernel verdicts: %d flows, observed but not predicted: %d, predicted for at most 4"
            + " endpoints but never observed in 20 packets or more: %d%n",
        tally.flows, tally.unpredicted.size(), tally.unseen.size());
    assertThat(tally.unpredicted).isEmpty();
    assertThat(tally.flows).isEqualTo(9043);
    assertThat(tally.unseen).hasSizeLessThan(tally.flows / 100);
  }

  @Test
  void aChangedRuleIsNoticed() {
    assertThat(run(text -> text.replace("--dst-type LOCAL", "! --dst-type LOCAL")).unpredicted)
        .as("node ports that are none")
        .isNotEmpty();
    assertThat(run(text -> text.replace("-j MASQUERADE", "-j ACCEPT")).unpredicted)
        .as("sources that are kept")
        .isNotEmpty();
    assertThat(run(text -> text.replace("--ctstate NEW", "--ctstate ESTABLISHED")).unpredicted)
        .as("rules that first packets pass by")
        .isNotEmpty();
  }

  private static Tally run(UnaryOperator<String> change) {
    Path folder = SharedFolder.fixtures("kube-proxy");
    var tally = new Tally(0, new ArrayList<>(), new ArrayList<>());
    for (Path file :
        SharedFolder.files(folder.resolve("kernel-verdicts"), name -> name.endsWith(".json"))) {
      JsonNode recording = SharedFolder.json(file);
      String name = recording.get("case").asText();
      String save =
          SharedFolder.latin1(
              folder.resolve("corpus-1.30.3").resolve(name).resolve("kernel-legacy-save.txt"));
      RuleSet rules = Dump.parse(name + "/kernel-legacy-save.txt", change.apply(save)).load();
      var traversal = new Traversal(rules, NODE, History.NONE);
      for (JsonNode flow : recording.get("flows")) {
        compare(name, flow, traversal, tally);
        tally = new Tally(tally.flows + 1, tally.unpredicted, tally.unseen);
      }
    }
    return tally;
  }

  private static void compare(String name, JsonNode flow, Traversal traversal, Tally tally) {
    Packet packet =
        Packet.first(
            IpProtocol.parse(flow.get("protocol").asText()),
            new Endpoint(Address.parse(flow.get("srcExample").asText()), 40000),
            new Endpoint(Address.parse(flow.get("dest").asText()), flow.get("destPort").asInt()),
            Arrival.parse(flow.get("inIface").asText()));
    Set<String> predicted = new TreeSet<>();
    for (Outcome outcome : traversal.outcomes(packet)) {
      predicted.add(exit(outcome, packet));
    }
    Set<String> observed = new TreeSet<>();
    flow.get("observed").fieldNames().forEachRemaining(observed::add);
    String about = name + " " + packet + ": observed " + observed + ", predicted " + predicted;
    if (!predicted.containsAll(observed)) {
      tally.unpredicted.add(about);
    } else if (flow.get("samples").asInt() >= 20
        && predicted.size() <= 4
        && !observed.containsAll(predicted)) {
      tally.unseen.add(about);
    }
  }

  /// How the recording says it.
  private static String exit(Outcome outcome, Packet packet) {
    return switch (outcome.verdict()) {
      case DROP -> "NOTHING";
      case REJECT -> "ICMP3/3";
      case UNDECIDED -> "UNDECIDED " + outcome.reason();
      case ACCEPT -> {
        if (outcome.delivery() == Delivery.LOCAL) {
          yield packet.protocol().equals(IpProtocol.TCP)
              ? "RST"
              : packet.protocol().equals(IpProtocol.SCTP) ? "ICMP3/2" : "ICMP3/3";
        }
        String source =
            outcome.masqueraded() ? "src=" + outcome.source().orElseThrow().address() : "src-kept";
        yield "-> " + outcome.destination() + " via " + outcome.exit().orElse("?") + " " + source;
      }
    };
  }
}
