package dev.plimsoll.properties.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.checker.simulation.Simulation;
import dev.plimsoll.checker.simulation.SimulationOptions;
import dev.plimsoll.properties.linearizability.RecordedClients.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Histories of the model of etcd, and of such that read wrongly.
final class RecordedClientsTest {

  @Test
  void everyHistoryOfAFewCallsIsLinearizable() {
    var result = check(3, Reading.INDEX);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.rules()).allMatch(rule -> rule.fired() > 0);
    assertThat(result.distinct()).isEqualTo(7949);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "INDEX")
  void aStaleReadIsFoundInTheFewestSteps(Reading reading) {
    // put, apply, answer, and a read of the other member with its answer
    assertThat(violated(check(2, reading)).depth()).isEqualTo(6);
  }

  @Test
  void longHistoriesOnRandomWalksAreLinearizable() {
    assertThat(walk(Reading.INDEX).claims())
        .filteredOn(each -> each.name().equals(RecordedClients.CLAIM))
        .noneMatch(each -> each.status() == Status.VIOLATED);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "INDEX")
  void staleReadsAreFoundOnRandomWalks(Reading reading) {
    assertThat(violated(walk(reading)).name()).isEqualTo(RecordedClients.CLAIM);
  }

  private static CheckResult check(int calls, Reading reading) {
    return Search.check(new RecordedClients(2, calls, reading), SearchOptions.defaults());
  }

  private static CheckResult walk(Reading reading) {
    return Simulation.run(
            new RecordedClients(4, 20, reading),
            SimulationOptions.defaults().withRuns(200).withLength(100).withSeed(1).withWorkers(1))
        .found();
  }

  private static ClaimResult violated(CheckResult result) {
    return result.claims().stream()
        .filter(each -> each.status() == Status.VIOLATED)
        .findFirst()
        .orElseThrow();
  }
}
