package dev.plimsoll.network.walks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.proxy.Release.Version;
import dev.plimsoll.network.proxy.sync.KubeProxyModel;
import dev.plimsoll.network.proxy.sync.ProxyBug;
import dev.plimsoll.network.proxy.sync.ProxySyncModel;
import dev.plimsoll.network.proxy.sync.SyncBug;
import dev.plimsoll.network.proxy.traffic.BalancerBug;
import dev.plimsoll.network.proxy.traffic.Entrance;
import dev.plimsoll.network.proxy.traffic.ExternalTrafficModel;
import dev.plimsoll.network.proxy.traffic.ServiceTrafficModel;
import dev.plimsoll.network.proxy.traffic.TrafficBug;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SentPacketsTest {

  private static final int STATES = 400;

  @Test
  void theWayThatAClientsPacketGoesIsTheOneThatTheStepChose() {
    var model = new ServiceTrafficModel(2, 2, Entrance.CLUSTER_IP, TrafficBug.NONE);

    assertThat(agreeing(model, model))
        .contains("the client's first packet", "the client's next packet")
        .contains("the server's late segment");
  }

  @ParameterizedTest
  @EnumSource(TrafficPolicy.class)
  void aPacketThatALoadBalancerHandsOnGoesTheWayThatTheStepChose(TrafficPolicy policy) {
    var bounds = new ExternalTrafficModel.Bounds(2, 1, 1, 0);
    var model = new ExternalTrafficModel(bounds, policy, BalancerBug.NONE);

    assertThat(agreeing(model, model))
        .containsExactly("the client's first packet", "the client's next packet");
  }

  @Test
  void aProxyThatSyncsIsAskedForBothItsServices() {
    var model = new KubeProxyModel(1, 2, ProxyBug.NONE);

    assertThat(agreeing(model, model))
        .containsExactly("a pod's first packet to dns", "a pod's first packet to web");
  }

  @Test
  void theClientOfDnsIsFollowedToTheEndThatItsPacketHas() {
    var budget = new ProxySyncModel.Budget(2, 1, 1, 1);
    var model = new ProxySyncModel(budget, Version.V1_32, true, SyncBug.NONE);

    assertThat(agreeing(model, model)).containsExactly("a first packet to dns");
  }

  @Test
  void whatComesNextIsToldOfEachStateOfAProxy() {
    var budget = new ProxySyncModel.Budget(2, 1, 1, 1);
    var model = new ProxySyncModel(budget, Version.V1_32, true, SyncBug.NONE);
    var explorer = new Explorer(model);
    var told = new TreeSet<String>();
    for (var position : states(explorer)) {
      var view = explorer.view(position);
      for (var sent : model.next(view)) {
        told.add(sent.what());
        if (sent.what().equals("the client's next packet")) {
          var answerer = position.values().get("answerer");
          assertThat(sent.ways()).hasSize(1);
          assertThat(sent.ways().getFirst().destination().address())
              .hasToString(String.valueOf(answerer));
        }
      }
    }
    assertThat(told)
        .containsExactly(
            "a first packet to dns", "a first packet to web", "the client's next packet");
  }

  /// What the packets are that are told of the first steps of a model; where a step chose an end,
  /// its packet has taken the way there.
  private static Set<String> agreeing(Model model, SendsPackets sender) {
    var explorer = new Explorer(model);
    var told = new TreeSet<String>();
    for (var position : states(explorer)) {
      for (var step : explorer.successors(position)) {
        for (var sent : sender.sent(explorer.view(position), step.action())) {
          told.add(sent.what());
          assertThat(sent.ways()).isNotEmpty();
          var chosen = step.action().choices();
          if (chosen.size() == 1 && sent.taken().isPresent()) {
            var way = sent.ways().get(sent.taken().getAsInt());
            var end = way.verdict() == Verdict.ACCEPT ? way.destination() : way.verdict();
            assertThat(chosen.getFirst()).hasToString(end.toString());
          } else {
            assertThat(chosen).as(step.action().toString()).isEmpty();
          }
        }
      }
    }
    return told;
  }

  private static List<Position> states(Explorer explorer) {
    var seen = new LinkedHashSet<>(explorer.initial());
    var waiting = new ArrayDeque<>(seen);
    while (!waiting.isEmpty() && seen.size() < STATES) {
      for (var step : explorer.successors(waiting.pop())) {
        if (seen.add(step.target())) {
          waiting.add(step.target());
        }
      }
    }
    return List.copyOf(seen);
  }
}
