package dev.plimsoll.checker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.simulation.SimulationOptions.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeedTest {

  private static final SimulationOptions OPTIONS =
      SimulationOptions.defaults().withRuns(200).withLength(60);

  @ParameterizedTest
  @CsvSource({"WALKS,3", "WALKS,4", "SWARM,3", "SWARM,5"})
  void aSeedGivesTheSameAnswerWhateverTheNumberOfThreads(Mode mode, long seed) {
    var options = OPTIONS.withMode(mode).withSeed(seed);
    var results =
        IntStream.of(1, 2, 4, 1)
            .mapToObj(n -> Simulation.run(new Errands(), options.withWorkers(n)))
            .toList();

    assertThat(results.getFirst().found().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(results.getFirst().runs().made()).isGreaterThan(1);
    assertSame(results);
  }

  @ParameterizedTest
  @EnumSource
  void soItDoesWhereNothingIsWrongAndRulesWeigh(Mode mode) {
    var options =
        OPTIONS
            .withMode(mode)
            .withRuns(10)
            .withWeights(Map.of("lose", 5, "call", 0))
            .withClaims(Set.of("nine are lost", "ten are lost"));
    var results =
        IntStream.of(1, 2, 4)
            .mapToObj(n -> Simulation.run(new Errands(), options.withWorkers(n)))
            .toList();

    assertThat(results.getFirst().runs().made()).isEqualTo(10);
    assertThat(results.getFirst().found().distinct()).isGreaterThan(300);
    assertSame(results);
  }

  @ParameterizedTest
  @EnumSource
  void anotherSeedGivesOtherRuns(Mode mode) {
    var options = OPTIONS.withMode(mode).withWorkers(1);

    assertThat(Simulation.run(new Errands(), options.withSeed(1)).found().claims())
        .isNotEqualTo(Simulation.run(new Errands(), options.withSeed(2)).found().claims());
  }

  /// But for the times, and how often rules had to be executed, which depends on which thread was
  /// first.
  private static void assertSame(List<SimulationResult> results) {
    for (var result : results) {
      assertThat(result)
          .usingRecursiveComparison()
          .ignoringFields("found.elapsed", "found.workers")
          .ignoringFieldsMatchingRegexes("found\\.rules.*learned")
          .isEqualTo(results.getFirst());
    }
  }
}
