package dev.plimsoll.network.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.network.ipvs.Scheduler.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoadBalancingModelTest {

  private static final String DUE = "connections go to servers that are due";
  private static final String DRAINED = "no new connection goes to a server that is drained";
  private static final String KNOWN =
      "a client that is known goes back to its server, if that serves";

  @ParameterizedTest
  @CsvSource({
    "rr,  6485, 4333",
    "wrr, 8229, 7285",
    "lc,   796, 8581",
    "wlc,  764, 8581",
    "sed,  776, 5813",
    "nq,   764, 8581",
    "sh,   405,  405"
  })
  void eachSchedulerKeepsWhatItPromises(String scheduler, int distinct, int persistent) {
    Checked.model("load-balancing", "scheduler=" + scheduler).holds(distinct).firesEveryRule();
    Checked.model("load-balancing", "persistent=true scheduler=" + scheduler).holds(persistent);
  }

  @ParameterizedTest
  @CsvSource({
    "rr,  forgets-place,  false, '" + DUE + "'",
    "wrr, forgets-place,  false, '" + DUE + "'",
    "lc,  counts-nothing, false, '" + DUE + "'",
    "wlc, counts-nothing, false, '" + DUE + "'",
    "sed, counts-nothing, false, '" + DUE + "'",
    "nq,  counts-nothing, false, '" + DUE + "'",
    "sh,  feeds-drained,  false, '" + DRAINED + "'",
    "lc,  feeds-drained,  false, '" + DRAINED + "'",
    "rr,  forgets-client, true,  '" + KNOWN + "'"
  })
  void aSeededBugIsFound(String scheduler, String bug, String persistent, String claim) {
    var settings = "scheduler=%s bug=%s persistent=%s".formatted(scheduler, bug, persistent);

    Checked.model("load-balancing", settings).breaks(claim);
  }

  /// The order of ip_vs_wrr.c for weights 4, 3 and 2.
  @Test
  void aRoundOfWeightedRoundRobin() {
    var servers = List.of(server(4, 0), server(3, 0), server(2, 0));
    var order = new StringBuilder();
    var place = Place.START;
    for (var i = 0; i < 10; i++) {
      var pick = Scheduler.WRR.pick(servers, place, 0).orElseThrow();
      order.append("ABC".charAt(pick.server()));
      place = pick.place();
    }

    assertThat(order.toString()).isEqualTo("AABABCABCA");
  }

  @ParameterizedTest
  @CsvSource({"LC, 2", "WLC, 0", "SED, 0", "NQ, 1"})
  void theSameServersAreSeenDifferently(Scheduler scheduler, int picked) {
    var servers = List.of(server(8, 3), server(1, scheduler == Scheduler.NQ ? 0 : 2), server(1, 1));

    assertThat(scheduler.pick(servers, Place.START, 0).orElseThrow().server()).isEqualTo(picked);
  }

  @ParameterizedTest
  @CsvSource({"RR", "WRR", "LC", "WLC", "SED", "NQ", "SH"})
  void whereNoneServesNoneIsPicked(Scheduler scheduler) {
    assertThat(scheduler.pick(List.of(server(0, 0), server(0, 1)), Place.START, 1)).isEmpty();
  }

  private static RealServer server(int weight, int active) {
    return new RealServer(weight, active, 0);
  }
}
