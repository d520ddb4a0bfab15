package dev.plimsoll.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.RuleStatistics;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdRaftTest {

  @Test
  void allClaimsHoldWithinTheDefaultBoundsAndNothingIsVacuous() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(243_276);
    assertThat(result.generated()).isEqualTo(718_762);
    assertThat(result.depth()).isEqualTo(37);
    assertThat(result.rules()).extracting(RuleStatistics::fired).doesNotContain(0L);
  }

  @Test
  void allClaimsHoldWithPreVotes() {
    var result = check("pre-vote=true");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(221_780);
    assertThat(result.generated()).isEqualTo(640_866);
    assertThat(result.depth()).isEqualTo(43);
  }

  @Test
  void rulesAndClaimsDependOnWhatTheyReadAlone() {
    var model = Checked.configured("etcd-raft", "heartbeats=true proposals=0 max-term=1");

    var result = Search.check(model, SearchOptions.defaults().withParanoid(true));

    assertThat(result.verdict()).isIn(Verdict.HOLDS, Verdict.NEVER_SEEN);
    assertThat(result.distinct()).isGreaterThan(1000);
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
    var result = check(bounds + " bug=" + bug);
    var correct = check(bounds);

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(Checked.violated(result)).containsExactly(claim);
    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
    assertThat(correct.claim(claim).status()).isEqualTo(Status.HOLDS);
  }

  /// Thesis §3.8: the vote and the log must be on disk, lest a server votes twice in a term or
  /// loses entries that it acknowledged.
  @ParameterizedTest
  @CsvSource({"election safety, 12", "state machine safety, 14"})
  void aCrashThatUndoesWhatWasAnsweredForBreaksTheOtherClaimsToo(String claim, int length) {
    var model =
        Checked.configured(
            "etcd-raft", "bug=send-before-persist proposals=0 losses=0 duplicates=0 messages=4");

    var result = Search.check(model, SearchOptions.defaults().withClaims(Set.of(claim)));

    var trace = Objects.requireNonNull(result.claim(claim).trace());
    assertThat(trace.length()).isEqualTo(length);
    assertThat(trace.steps()).anyMatch(s -> String.valueOf(s.action()).startsWith("crash"));
  }

  private static CheckResult check(String settings) {
    return Checked.check("etcd-raft", settings);
  }
}
