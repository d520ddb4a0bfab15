package dev.plimsoll.cluster.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scheduler keeps its claims, and each mistake in it is found by the claim that names it and
/// by no other.
class SchedulerModelTest {

  @ParameterizedTest
  @CsvSource({
    "'', 20196",
    "flushes=1 faults=0 deletions=0, 3434",
    "budget=1 faults=0 deletions=0, 11281",
  })
  void itHoldsWithinItsBounds(String given, long states) {
    var result = check(given);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "bug=does-not-assume, the pods on a node fit",
    "bug=binds-anyhow pods=1 lost=1 lag=2, a pod is bound once",
    "bug=preempts-equals, only pods of less priority are preempted",
    "bug=preempts-though-free, pods are preempted only where nothing less helps",
    "bug=picks-any-node pods=5 faults=0 deletions=0, the pods that are preempted matter least",
    "bug=spares-the-latest pods=5 faults=0 deletions=0, the pods that are preempted matter least",
    "bug=ignores-budgets budget=1, a budget is violated only where that cannot be helped",
    "bug=takes-all schedulers=2, a scheduler leaves pods alone that name another",
    "bug=admits-anyhow schedulers=2 faults=0, the pods that kubelets have admitted fit",
    "bug=ignores-nominations, a pod takes room that is kept for another",
    "bug=loses-events, no pod that fits waits for an event",
    "bug=misses-nominations, no pod that fits waits for an event",
    "bug=keeps-failed, in the end no pod waits that fits beside those that matter as much",
    "bug=never-ends-backoff, in the end no pod waits that fits beside those that matter as much",
  })
  void aMistakeIsFound(String given, String claim) {
    assertThat(violated(given)).containsExactly(claim);
  }

  @Test
  void twoSchedulersBindMoreThanFitsAndKubeletsRefuseIt() {
    var result = check("schedulers=2 faults=0 deletions=0");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(30919);
    assertThat(result.claims())
        .filteredOn(claim -> claim.status() == Status.SEEN)
        .extracting(ClaimResult::name)
        .contains("more pods are bound to a node than fit", "a kubelet refuses a pod");
    assertThat(result.rules())
        .filteredOn(rule -> rule.fired() == 0)
        .extracting(rule -> rule.name())
        .as("the first scheduler has no pod that matters more than another of these")
        .containsExactly("scheduler: delete a victim");
  }

  @Test
  void aSchedulerThatCountsPodsThatWereRefusedKeepsOthersWaiting() {
    assertThat(violated("bug=counts-failed schedulers=2 faults=0 deletions=0"))
        .containsExactly("in the end no pod waits that fits beside those that matter as much");
  }

  @Test
  void aBindingOfWhichTheAnswerIsLostLeavesRoomThatIsNotThere() {
    assertThat(violated("lost=1")).containsExactly("the pods on a node fit");
  }

  private static List<String> violated(String given) {
    return check(given).claims().stream()
        .filter(each -> each.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }

  /// @param given parameters as `name=value`, with spaces between them
  private static CheckResult check(String given) {
    var parameters =
        Arrays.stream(given.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return Search.check(
        Catalog.load().find("scheduler").configure(parameters).model(), SearchOptions.defaults());
  }
}
