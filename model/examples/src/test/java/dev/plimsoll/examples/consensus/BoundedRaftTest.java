package dev.plimsoll.examples.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedRaftTest {

  private static final Method SYMMETRY = new Method(true, false, false);

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
  @CsvSource({"4, 4568, 21582, 1", "4, 4568, 21582, 3"})
  void underSymmetryOfItsServersItHasTheCountsThatTlcAgreesOn(
      String maxMessages, long distinct, long generated, int workers) {
    var model =
        Catalog.load().find("bounded-raft").configure(Map.of("max-messages", maxMessages)).model();
    var options = SearchOptions.defaults().withWorkers(workers).withMethod(SYMMETRY);

    var result = Search.check(model, options);

    assertThat(result.distinct()).isEqualTo(distinct);
    assertThat(result.generated()).isEqualTo(generated);
  }

  @ParameterizedTest
  @CsvSource({
    "double-vote,  1, 0, 8, election safety,     11",
    "no-log-check, 2, 1, 6, leader completeness, 19"
  })
  void underSymmetryASeededBugIsFoundWithTheSameTrace(
      String bug, String maxTerm, String maxLog, String maxMessages, String claim, int length) {
    var model =
        Catalog.load()
            .find("bounded-raft")
            .configure(
                Map.of(
                    "bug", bug,
                    "max-term", maxTerm,
                    "max-log", maxLog,
                    "max-messages", maxMessages))
            .model();
    var options = SearchOptions.defaults();
    var full = Search.check(model, options);

    var result = Search.check(model, options.withMethod(SYMMETRY));

    assertThat(Objects.requireNonNull(result.claim(claim).trace()).length()).isEqualTo(length);
    assertThat(result.claim(claim).trace()).isEqualTo(full.claim(claim).trace());
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

  private static CheckResult check(String model, Map<String, String> parameters, int workers) {
    return Search.check(
        Catalog.load().find(model).configure(parameters).model(),
        SearchOptions.defaults().withWorkers(workers));
  }
}
