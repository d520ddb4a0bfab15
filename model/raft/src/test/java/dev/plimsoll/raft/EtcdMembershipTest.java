package dev.plimsoll.raft;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdMembershipTest {

  private static final String DURABLE = "committed is durable";
  private static final String OVERLAP = "quorums of successive configurations overlap";

  @Test
  void threeServersBecomeFourAndThreeAgain() {
    Checked.model("etcd-membership", "")
        .holds(27_382)
        .hasSteps(66_539)
        .hasLevels(44)
        .firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "add-and-remove, messages=3, 2961",
    "demote, messages=3 transfers=1, 16996",
  })
  void oneLeaderMakesAllChanges(String changes, String bounds, int distinct) {
    Checked.model("etcd-membership", "candidates=1 max-term=1 changes=" + changes + " " + bounds)
        .holds(distinct);
  }

  /// etcd-io/raft#372: a quorum of the members before lacks the one that stays, but cannot commit
  /// or elect without it; without the joint configuration it could.
  @Test
  void twoOfThreeMembersAreRemovedAtOnce() {
    var bounds = "changes=remove-two-jointly candidates=3";

    Checked.model("etcd-membership", bounds).holds(30_179);
    Checked.model("etcd-membership", bounds + " bug=joint-skipped").breaks(DURABLE, OVERLAP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pending-change-forgotten | changes=remove-two candidates=1 crashes=1 faults=1 | "
            + "one change of membership at a time | 15",
        "joint-skipped | changes=replace max-term=1 candidates=1 | "
            + DURABLE
            + "; "
            + OVERLAP
            + " | 11",
        "advances-before-applying | changes=remove-two max-term=1 candidates=1 | "
            + OVERLAP
            + " | 14",
        "transfer-to-learner | changes=demote transfers=1 max-term=1 candidates=1 | "
            + "leadership is handed to voters | 10"
      })
  void aSeededBugBreaksTheClaimsItIsMeantFor(String bug, String bounds, String claims, int length) {
    Checked.model("etcd-membership", bounds + " bug=" + bug)
        .breaks(claims.split("; "))
        .hasTraces(length);
  }

  /// etcd-io/etcd#12136
  @Test
  void aGroupStaysInAJointConfigurationIfItsNewLeaderHasNothingToApply() {
    Checked.model("etcd-membership", "changes=remove-jointly messages=4 bug=auto-leave-once")
        .breaks("no leader stays in a joint configuration");
  }
}
