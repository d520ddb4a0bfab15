package dev.plimsoll.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

  private static final SearchOptions SYMMETRY =
      SearchOptions.defaults().withMethod(new Method(true, false, false));
  private static final SearchOptions BOTH_REDUCTIONS =
      SearchOptions.defaults().withMethod(new Method(true, true, false));

  @Test
  void whateverDiesOnceAllPodsOfTheNewTemplateServeInTheEnd() {
    Checked.model("rollout", "").holds(292_982).firesEveryRule();
  }

  @Test
  void nodesAndNamesOfPodsAreInterchangeable() {
    Checked.model("rollout", "", SYMMETRY).holds(51_202);

    var broken = "bug=endpoints-stay nodes=2 faults=0";
    assertThat(Checked.model("rollout", broken, SYMMETRY).result().claims())
        .isEqualTo(Checked.model("rollout", broken).result().claims());
  }

  @Test
  void whatIsForeseenIsWhatHappensAnyway() {
    foreseen("nodes=2").holds(41_869).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "bug=no-expectations faults=0 lag=2,"
        + " a ReplicaSet never has more pods than the Deployment asks for",
    "bug=scales-at-once faults=0 replicas=2,"
        + " ReplicaSets never ask for more pods than the surge allows",
    "bug=binds-anyhow nodes=2 rollouts=0 faults=0 lag=2, a pod runs on one node at a time",
    "bug=endpoints-stay faults=0, in the end every node leads to the pods that were asked for",
    "bug=rules-stay faults=0, in the end every node leads to the pods that were asked for",
  })
  void aMistakeIsFoundForeseenOrNot(String settings, String claim) {
    Checked.model("rollout", settings).breaks(claim);
    foreseen(settings).breaks(claim);
  }

  /// Of all orders of steps, those that make a difference to what was chosen to happen.
  private static Checked foreseen(String settings) {
    return Checked.model("rollout", settings + " foreseen=true", BOTH_REDUCTIONS);
  }
}
