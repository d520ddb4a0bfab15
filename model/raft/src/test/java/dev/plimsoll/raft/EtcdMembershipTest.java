package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdMembershipTest {

  @Test
  void threeServersBecomeFourAndThreeAgain() {
    var result = Checked.check("etcd-membership", "");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(27_382);
    assertThat(result.generated()).isEqualTo(66_539);
    assertThat(result.depth()).isEqualTo(44);
    assertThat(result.rules()).extracting(RuleStatistics::fired).doesNotContain(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "add-and-remove, messages=3, 2961",
    "demote, messages=3 transfers=1, 16996",
  })
  void oneLeaderMakesAllChanges(String changes, String bounds, int distinct) {
    var result =
        Checked.check(
            "etcd-membership", "candidates=1 max-term=1 changes=" + changes + " " + bounds);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
  }

  /// etcd-io/raft#372: a quorum of the members before lacks the one that stays, but cannot commit
  /// or elect without it; without the joint configuration it could.
  @Test
  void twoOfThreeMembersAreRemovedAtOnce() {
    var bounds = "changes=remove-two-jointly candidates=3";
    var result = Checked.check("etcd-membership", bounds);
    var skipped = Checked.check("etcd-membership", bounds + " bug=joint-skipped");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(30_179);
    assertThat(Checked.violated(skipped)).contains("committed is durable");
  }

  @ParameterizedTest
  @CsvSource({
    "pending-change-forgotten, changes=remove-two candidates=1 crashes=1 faults=1,"
        + " one change of membership at a time, 15",
    "joint-skipped, changes=replace max-term=1 candidates=1,"
        + " quorums of successive configurations overlap, 11",
    "advances-before-applying, changes=remove-two max-term=1 candidates=1,"
        + " quorums of successive configurations overlap, 14",
    "transfer-to-learner, changes=demote transfers=1 max-term=1 candidates=1,"
        + " leadership is handed to voters, 10"
  })
  void aSeededBugBreaksTheClaimItIsMeantFor(String bug, String bounds, String claim, int length) {
    var result = Checked.check("etcd-membership", bounds + " bug=" + bug);

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(Checked.violated(result)).contains(claim);
    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
  }

  /// etcd-io/etcd#12136
  @Test
  void aGroupStaysInAJointConfigurationIfItsNewLeaderHasNothingToApply() {
    var result =
        Checked.check("etcd-membership", "changes=remove-jointly messages=4 bug=auto-leave-once");

    assertThat(result.verdict()).isEqualTo(Verdict.LIVENESS_VIOLATED);
    assertThat(Checked.violated(result))
        .containsExactly("no leader stays in a joint configuration");
  }
}
