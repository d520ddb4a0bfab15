package dev.plimsoll.reports.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a run goes on, whatever it does, and where it leaves what it found.
final class RunOptions {

  private static final int MOST_WORKERS = 1024;

  @Option(
      names = "--workers",
      paramLabel = "auto|N",
      defaultValue = "auto",
      description = "How many threads work; auto: one for each processor.")
  private String workers = "auto";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Stop after this time, such as 10s, 5m or 1h.")
  private @Nullable Duration timeout;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where counterexamples/ and reports/ are written; default: here.")
  private @Nullable Path out;

  @Option(
      names = "--progress-interval",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "2s",
      description = "How often to tell how it goes, on standard error; 0s: never.")
  private Duration progressInterval = Duration.ofSeconds(2);

  /// @throws UsageException if it is not a number of threads
  int workers() {
    if (workers.equals("auto")) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (workers.matches("\\d{1,4}")) {
      var number = Integer.parseInt(workers);
      if (number >= 1 && number <= MOST_WORKERS) {
        return number;
      }
    }
    throw new UsageException(
        "--workers expects auto or a number from 1 to %d, but is \"%s\""
            .formatted(MOST_WORKERS, workers));
  }

  /// How long to go on; null without a limit.
  @Nullable Duration timeout() {
    return timeout;
  }

  Folders folders() {
    return Folders.below(out);
  }

  /// How often to tell how it goes; zero for never.
  Duration progressInterval() {
    return progressInterval;
  }
}
