package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that leads to those of all runs.
final class FoldersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private String run = "";

  @BeforeEach
  void check() throws IOException {
    CommandLineRun.of("check", "lock", "--out", folder.toString());
    run = Files.readString(runs().resolve("lock.json"));
  }

  private Path runs() {
    return folder.resolve("reports/runs");
  }

  /// As another process would have kept it.
  private void keep(String model) throws IOException {
    var kept = run.replace("\"lock\"", "\"%s\"".formatted(model));
    Files.writeString(runs().resolve(model + ".json"), kept);
  }

  private String index() throws IOException {
    return Files.readString(folder.resolve("reports/index.html"));
  }

  @Test
  void theIndexLeadsToAThousandRunsAndPassesOverWhatIsNone() throws IOException {
    for (var number = 0; number < 1_000; number++) {
      keep("lock-" + number);
    }
    Files.writeString(runs().resolve("old.json"), "{}");
    var begun = System.nanoTime();

    Folders.below(folder).writeIndex();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
    assertThat(index()).contains("lock-0.html", "lock-999.html", "lock.html");
    assertThat(index()).doesNotContain("old.html");
    try (var files = Files.list(folder.resolve("reports"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".index.lock", "index.html", "lock.html", "runs");
    }
  }

  @Test
  void ofSeveralThatMakeItAtATimeTheLastHasSeenAllRuns() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> made = new ArrayList<>();
      IntStream.range(0, 20).forEach(number -> made.add(threads.submit(() -> finish(number))));
      for (var each : made) {
        each.get();
      }
    }

    assertThat(index()).contains(IntStream.range(0, 20).mapToObj(n -> "run-" + n).toList());
  }

  private int finish(int number) throws IOException {
    keep("run-" + number);
    Folders.below(folder).writeIndex();
    return number;
  }
}
