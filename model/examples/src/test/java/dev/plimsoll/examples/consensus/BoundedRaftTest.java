package dev.plimsoll.examples.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.Method;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedRaftTest {

  private static final Method SYMMETRY = new Method(true, false, false);

  @ParameterizedTest
  @CsvSource({
    "restarts=0 max-messages=99 servers=2,  8201,   56677, 29, 1",
    "restarts=0 max-messages=4, 26976,  127222, 16, 1",
    "restarts=0 max-messages=5, 97476,  499228, 18, 2",
    "restarts=0 max-messages=6, 323331, 1782616, 20, 2"
  })
  void boundedRaftHasTheCountsThatTlcAgreesOn(
      String settings, long distinct, long generated, int depth, int workers) {
    var options = SearchOptions.defaults().withWorkers(workers);

    Checked.model("bounded-raft", "servers=3 max-term=2 max-log=1 " + settings, options)
        .breaksNothing()
        .hasStates(distinct)
        .hasSteps(generated)
        .hasLevels(depth);
  }

  @ParameterizedTest
  @CsvSource({"4568, 21582, 1", "4568, 21582, 3"})
  void underSymmetryOfItsServersItHasTheCountsThatTlcAgreesOn(
      long distinct, long generated, int workers) {
    var options = SearchOptions.defaults().withWorkers(workers).withMethod(SYMMETRY);

    Checked.model("bounded-raft", "max-messages=4", options)
        .hasStates(distinct)
        .hasSteps(generated);
  }

  @ParameterizedTest
  @CsvSource({
    "bug=double-vote max-term=1 max-log=0 max-messages=8, election safety, 11",
    "bug=no-log-check max-term=2 max-log=1 max-messages=6, leader completeness, 19"
  })
  void aSeededBugIsFoundWithAShortestTraceAndUnderSymmetryWithTheSame(
      String settings, String claim, int length) {
    var full = Checked.model("bounded-raft", settings).breaks(claim).hasTraces(length);
    var options = SearchOptions.defaults().withMethod(SYMMETRY);

    var symmetric = Checked.model("bounded-raft", settings, options).breaks(claim);

    assertThat(symmetric.result().claim(claim).trace())
        .isEqualTo(full.result().claim(claim).trace());
  }

  @ParameterizedTest
  @CsvSource({
    "bug=double-vote max-log=2 restarts=1 max-messages=6, log matching, 23",
    "bug=no-log-check max-log=1 restarts=0 max-messages=8, state machine safety, 24"
  })
  void aSeededBugBreaksAClaimThatIsCheckedAlone(String settings, String claim, int length) {
    Checked.claim("bounded-raft", settings, claim).breaks(claim).hasTraces(length);
  }
}
