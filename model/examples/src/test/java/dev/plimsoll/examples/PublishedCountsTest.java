package dev.plimsoll.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedCountsTest {

  @ParameterizedTest
  @CsvSource({"1, 12, 5", "3, 288, 11", "5, 8832, 17", "7, 296448, 23"})
  void twoPhaseCommitHasItsPublishedCounts(int managers, long distinct, int depth) {
    var result = check("two-phase-commit", Map.of("managers", Integer.toString(managers)), 2);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.distinct())
        .isEqualTo(power(4, managers) + power(6, managers) + power(2, managers));
    assertThat(result.generated())
        .isEqualTo(
            2
                + (managers + 1) * power(4, managers)
                + 8L * managers * power(6, managers - 1)
                + managers * power(2, managers));
    assertThat(result.depth()).isEqualTo(depth).isEqualTo(3 * managers + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 1, 0, 99,   8201,   56677, 29, 1",
    "3, 2, 1, 0,  4,  26976,  127222, 16, 1",
    "3, 2, 1, 0,  5,  97476,  499228, 18, 2",
    "3, 2, 1, 0,  6, 323331, 1782616, 20, 2"
  })
  void boundedRaftHasTheCountsThatTlcAgreesOn(
      String servers,
      String maxTerm,
      String maxLog,
      String restarts,
      String maxMessages,
      long distinct,
      long generated,
      int depth,
      int workers) {
    var result =
        check(
            "bounded-raft",
            Map.of(
                "servers", servers,
                "max-term", maxTerm,
                "max-log", maxLog,
                "restarts", restarts,
                "max-messages", maxMessages),
            workers);

    assertThat(result.verdict()).isIn(Verdict.HOLDS, Verdict.NEVER_SEEN);
    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.generated()).isEqualTo(generated);
    assertThat(result.depth()).isEqualTo(depth);
  }

  @ParameterizedTest
  @CsvSource({
    "double-vote,  1, 0, 8, election safety,     11",
    "no-log-check, 2, 1, 6, leader completeness, 19"
  })
  void aSeededBugIsFoundWithAShortestTrace(
      String bug, String maxTerm, String maxLog, String maxMessages, String claim, int length) {
    var result =
        check(
            "bounded-raft",
            Map.of("bug", bug, "max-term", maxTerm, "max-log", maxLog, "max-messages", maxMessages),
            2);

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.claim(claim).status()).isEqualTo(Status.VIOLATED);
    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource({
    "double-vote,  2, 1, 6, log matching,         23",
    "no-log-check, 1, 0, 8, state machine safety, 24"
  })
  void aSeededBugBreaksAClaimThatIsCheckedAlone(
      String bug, String maxLog, String restarts, String maxMessages, String claim, int length) {
    var bounds =
        Map.of("bug", bug, "max-log", maxLog, "restarts", restarts, "max-messages", maxMessages);
    var result =
        Search.check(
            Catalog.load().find("bounded-raft").configure(bounds).model(),
            SearchOptions.defaults().withClaims(Set.of(claim)));

    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
  }

  /// Once it has decided to commit, the coordinator may also send that it has aborted.
  private static final class WithSecondThoughts extends TwoPhaseCommit {
    @SuppressWarnings("unchecked") // as they are declared
    WithSecondThoughts() {
      super(2);
      var coordinator = (Cell<Phase>) variables().get(2);
      var messages = (Bag<Message>) variables().getLast();
      rule(
          "change its mind",
          tx ->
              tx.require(coordinator, Phase.COMMITTED).send(messages, new Decided(Phase.ABORTED)));
    }
  }

  @Test
  void aCoordinatorWithSecondThoughtsBreaksTwoPhaseCommit() {
    var result = Search.check(new WithSecondThoughts(), SearchOptions.defaults());

    assertThat(result.claim("consistent").status()).isEqualTo(Status.VIOLATED);
  }

  private static CheckResult check(String model, Map<String, String> parameters, int workers) {
    return Search.check(
        Catalog.load().find(model).configure(parameters).model(),
        SearchOptions.defaults().withWorkers(workers));
  }

  private static long power(int base, int exponent) {
    return Math.round(Math.pow(base, exponent));
  }
}
