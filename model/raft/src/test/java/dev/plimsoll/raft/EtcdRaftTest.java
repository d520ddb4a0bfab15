package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdRaftTest {

  @Test
  void allClaimsHoldWithinTheDefaultBoundsAndNothingIsVacuous() {
    Checked.model("etcd-raft", "").holds(243_276).hasSteps(718_762).hasLevels(37).firesEveryRule();
  }

  @Test
  void allClaimsHoldWithPreVotes() {
    Checked.model("etcd-raft", "pre-vote=true").holds(221_780).hasSteps(640_866).hasLevels(43);
  }

  @Test
  void rulesAndClaimsDependOnWhatTheyReadAlone() {
    var paranoid = SearchOptions.defaults().withParanoid(true);

    Checked.model("etcd-raft", "heartbeats=true proposals=0 max-term=1", paranoid).holds(24_928);
  }

  @ParameterizedTest
  @CsvSource({
    "double-vote, max-term=1 proposals=0 faults=0 messages=6, election safety, 7",
    "no-log-check, proposals=0 faults=0 messages=5, leader completeness, 10",
    "no-consistency-check, max-term=3 proposals=0 faults=0 messages=4, log matching, 17",
    "commit-unmatched, heartbeats=true proposals=0 faults=0 messages=4, state machine safety, 16",
    "send-before-persist, faults=0, committed is durable, 6",
    "leader-overwrites, max-term=1 faults=0, leader append-only, 5"
  })
  void aSeededBugBreaksTheClaimItIsMeantForAndNoOther(
      String bug, String bounds, String claim, int length) {
    Checked.model("etcd-raft", bounds + " bug=" + bug).breaks(claim).hasTraces(length);
    Checked.model("etcd-raft", bounds).breaksNothing();
  }

  /// Thesis §3.8: the vote and the log must be on disk, lest a server votes twice in a term or
  /// loses entries that it acknowledged.
  @ParameterizedTest
  @CsvSource({"election safety, 12", "state machine safety, 14"})
  void aCrashThatUndoesWhatWasAnsweredForBreaksTheOtherClaimsToo(String claim, int length) {
    var bounds = "bug=send-before-persist proposals=0 losses=0 duplicates=0 messages=4";

    var result = Checked.claim("etcd-raft", bounds, claim).breaks(claim).hasTraces(length).result();

    var trace = Objects.requireNonNull(result.claim(claim).trace());
    assertThat(trace.steps()).anyMatch(s -> String.valueOf(s.action()).startsWith("crash"));
  }
}
