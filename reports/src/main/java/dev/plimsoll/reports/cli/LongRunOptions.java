package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.checkpoint.Checkpointing;
import dev.plimsoll.checker.memory.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What matters for searches that are long: how much memory they take, and what is kept of them.
final class LongRunOptions {

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Sizes.class,
      description =
          "Keep states in memory up to this size, such as 500m or 8g, and the rest in files;"
              + " default: as much as the Java heap may have.")
  private @Nullable Long memory;

  @Option(
      names = "--spill",
      paramLabel = "DIR",
      description = "Where those files are made; default: the system's folder for such files.")
  private Path spill = Memory.Limit.NONE.directory();

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Keep what was reached in this folder, at intervals and at an early end.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      converter = Durations.class,
      defaultValue = "10m",
      description = "How often; default: 10m.")
  private Duration interval = Duration.ofMinutes(10);

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on from what --checkpoint has kept in this folder, and keep on.")
  private @Nullable Path resume;

  /// @throws UsageException if files cannot be made where they are to be
  Memory.Limit memory() {
    if (!Files.isDirectory(spill)) {
      throw new UsageException("--spill: there is no folder " + spill);
    }
    return new Memory.Limit(memory == null ? Runtime.getRuntime().maxMemory() : memory, spill);
  }

  boolean keeps() {
    return checkpoint != null || resume != null;
  }

  /// @param subject what is searched: see {@link Checkpointing}
  Optional<Checkpointing> checkpointing(String subject) {
    if (checkpoint != null && resume != null) {
      throw new UsageException("--checkpoint begins a search, --resume goes on with one: not both");
    }
    return Optional.ofNullable(resume == null ? checkpoint : resume)
        .map(directory -> new Checkpointing(directory, interval, subject, resume != null));
  }
}
