package dev.plimsoll.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {

  @Test
  void whateverDiesOnceAllPodsOfTheNewTemplateServeInTheEnd() {
    var result = check(Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(292_982);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void nodesAndNamesOfPodsAreInterchangeable() {
    var symmetry = SearchOptions.defaults().withMethod(new Method(true, false, false));
    var result = Search.check(model(Map.of()), symmetry);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(51_202);
    var broken = Map.of("bug", "endpoints-stay", "nodes", "2", "faults", "0");
    assertThat(Search.check(model(broken), symmetry).claims()).isEqualTo(check(broken).claims());
  }

  @Test
  void whatIsForeseenIsWhatHappensAnyway() {
    var result = checkForeseen(Map.of("nodes", "2"));

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(41_869);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
  }

  @Test
  void aControllerThatTrustsItsCacheMakesTooManyPods() {
    assertViolated(
        Map.of("bug", "no-expectations", "faults", "0", "lag", "2"),
        "a ReplicaSet never has more pods than the Deployment asks for");
  }

  @Test
  void aDeploymentControllerThatDoesNotCountOldPodsSurges() {
    assertViolated(
        Map.of("bug", "scales-at-once", "faults", "0", "replicas", "2"),
        "ReplicaSets never ask for more pods than the surge allows");
  }

  @Test
  void aSchedulerThatBindsAnyhowHasAPodRunTwice() {
    assertViolated(
        Map.of("bug", "binds-anyhow", "nodes", "2", "rollouts", "0", "faults", "0", "lag", "2"),
        "a pod runs on one node at a time");
  }

  @Test
  void endpointsThatStayLeadToPodsThatAreNotThere() {
    assertViolated(
        Map.of("bug", "endpoints-stay", "faults", "0"),
        "in the end every node leads to the pods that were asked for");
  }

  @Test
  void rulesThatStayLeadToPodsThatAreNotThere() {
    assertViolated(
        Map.of("bug", "rules-stay", "faults", "0"),
        "in the end every node leads to the pods that were asked for");
  }

  private static void assertViolated(Map<String, String> parameters, String claim) {
    for (var result : List.of(check(parameters), checkForeseen(parameters))) {
      assertThat(result.claims())
          .filteredOn(each -> each.status() == Status.VIOLATED)
          .extracting(ClaimResult::name)
          .containsExactly(claim);
    }
  }

  /// Of all orders of steps, those that make a difference to what was chosen to happen.
  private static CheckResult checkForeseen(Map<String, String> parameters) {
    var foreseen = new HashMap<>(parameters);
    foreseen.put("foreseen", "true");
    return Search.check(
        model(foreseen), SearchOptions.defaults().withMethod(new Method(true, true, false)));
  }

  private static CheckResult check(Map<String, String> parameters) {
    return Search.check(model(parameters), SearchOptions.defaults());
  }

  private static Model model(Map<String, String> parameters) {
    return Catalog.load().find("rollout").configure(parameters).model();
  }
}
