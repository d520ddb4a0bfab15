package dev.plimsoll.cluster.incident.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.cluster.incident.access.AccessIncidents;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packets that counterexamples of these incidents tell.
final class ProxyPacketsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M56", "M57", "M59", "M60", "M65", "M67", "M68", "M70", "M73", "M74", "A01", "A03"
      })
  void aCounterexampleTellsThePacketsThatItsStepsSent(String id) {
    assertThat(sent(id)).isNotEmpty().allSatisfy(sent -> assertThat(sent.ways()).isNotEmpty());
  }

  @Test
  void aNeighbourReachesTheLoopbackByNoRuleAtAll() {
    var way = sent("M80").getFirst().ways().getFirst();

    assertThat(way.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(way.destination()).hasToString("127.0.0.1:10255");
  }

  @Test
  void theAnswerThatIsRefusedComesFromThePodItself() {
    var answer = sent("M74").getLast();

    assertThat(answer.what()).isEqualTo("the pod's answer");
    assertThat(answer.ways().getFirst().source().orElseThrow()).hasToString("10.244.0.2:53");
  }

  @Test
  void theLoadBalancersPacketIsRefusedWhereTheLastPodTerminates() {
    assertThat(sent("M65").getLast().ways())
        .extracting(Outcome::verdict)
        .containsOnly(Verdict.REJECT);
  }

  @Test
  void probabilitiesWithFiveDecimalsGiveUnequalShares() {
    var shares =
        sent("M68").getFirst().ways().stream()
            .mapToDouble(way -> way.likelihood().chance())
            .summaryStatistics();

    assertThat(shares.getMax() / shares.getMin()).isGreaterThan(1.001);
  }

  @Test
  void aClientThatStaysIsToldTheWayThatItsConnectionTook() {
    var last = sent("M70").getLast();

    assertThat(last.taken()).isPresent();
    assertThat(last.ways().get(last.taken().getAsInt()).path())
        .anyMatch(step -> step.chain().startsWith("KUBE-SEP-"));
  }

  private static List<SentPacket> sent(String id) {
    var incident =
        Stream.of(ProxyIncidents.ALL, ProxyIncidents.OF_DNS, AccessIncidents.ALL)
            .flatMap(List::stream)
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow();
    var model = incident.model().apply(false);
    return sent(model, trace(incident, model));
  }

  private static Trace trace(Incident incident, Model model) {
    var options = SearchOptions.defaults().withWorkers(1);
    return Objects.requireNonNull(Search.check(model, options).claim(incident.claim()).trace());
  }

  private static List<SentPacket> sent(Model model, Trace trace) {
    var explorer = new Explorer(model);
    var path = explorer.follow(trace);
    var sent = new ArrayList<SentPacket>();
    for (var number = 1; number < trace.length(); number++) {
      var action = trace.steps().get(number).action();
      if (action != null) {
        sent.addAll(((SendsPackets) model).sent(explorer.view(path.get(number - 1)), action));
      }
    }
    return sent;
  }
}
