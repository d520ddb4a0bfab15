package dev.plimsoll.cluster.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
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
    Checked.model("scheduler", given).holds(states).firesEveryRule();
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
    Checked.model("scheduler", given).breaks(claim);
  }

  @Test
  void twoSchedulersBindMoreThanFitsAndKubeletsRefuseIt() {
    var checked = Checked.model("scheduler", "schedulers=2 faults=0 deletions=0").holds(30_919);

    assertThat(checked.result().claims())
        .filteredOn(claim -> claim.status() == Status.SEEN)
        .extracting(ClaimResult::name)
        .contains("more pods are bound to a node than fit", "a kubelet refuses a pod");
    // The first scheduler has no pod that matters more than another of these.
    checked.leavesUnfired("scheduler: delete a victim");
  }

  @Test
  void aSchedulerThatCountsPodsThatWereRefusedKeepsOthersWaiting() {
    Checked.model("scheduler", "bug=counts-failed schedulers=2 faults=0 deletions=0")
        .breaks("in the end no pod waits that fits beside those that matter as much");
  }

  @Test
  void aBindingOfWhichTheAnswerIsLostLeavesRoomThatIsNotThere() {
    Checked.model("scheduler", "lost=1").breaks("the pods on a node fit");
  }
}
