package dev.plimsoll.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.memory.Memory;
import dev.plimsoll.checker.search.Explored;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// That benchmarks still run, and on what they say; how fast is not looked at.
class BenchmarksTest {

  @Test
  void everyBenchmarkRunsToItsEnd() throws RunnerException {
    var options =
        new OptionsBuilder()
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .param("words", "32768")
            .param("bytes", "1048576")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    assertThat(new Runner(options).run()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void theStatesThatBenchmarksWorkOnAreThoseOfTheSearch(Protocol protocol) {
    try (var memory = new Memory(Memory.Limit.NONE)) {
      var explored = new Explored(protocol, memory);

      assertThat((long) explored.states.length)
          .isEqualTo(Search.check(protocol.model(), SearchOptions.defaults()).distinct());
    }
  }
}
