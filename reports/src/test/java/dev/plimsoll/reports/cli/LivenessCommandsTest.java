package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivenessCommandsTest {

  @TempDir Path folder;

  private CommandLineRun check(String... settings) {
    var words = new ArrayList<>(List.of("check", "lock"));
    words.addAll(List.of("--out", folder.toString()));
    words.addAll(List.of(settings));
    return CommandLineRun.of(words.toArray(String[]::new));
  }

  @Test
  void whatHoldsUnderStrongFairnessHolds() {
    var run = check();

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("  held       liveness      \"who waits gets in\"\n");
  }

  @Test
  void aViolationIsALoopThatReplayWalks() throws IOException {
    var run = check("--set", "fair=weakly");

    assertThat(run.status()).isEqualTo(13);
    assertThat(run.out())
        .contains("VIOLATED  liveness, in all ")
        .containsPattern(
            "<- violates \"who waits gets in\"\n *forever: steps \\d+ to \\d+ again\n");
    assertThat(folder.resolve("reports/lock.html")).content().contains("then for ever: steps ");
    var file = folder.resolve("counterexamples/lock/who-waits-gets-in.itf.json");
    assertThat(file).content().contains("\"loop\": ");
    var replay = CommandLineRun.of("replay", file.toString());
    assertThat(replay.status()).isEqualTo(13);
    assertThat(replay.out())
        .contains("STILL VIOLATES \"who waits gets in\": the loop closes and is fair");
  }

  @Test
  void aLoopThatIsNoneAnyMoreIsNoticed() throws IOException {
    check("--set", "fair=weakly");
    var file = folder.resolve("counterexamples/lock/who-waits-gets-in.itf.json");
    var recorded = Files.readString(file);

    Files.writeString(file, recorded.replace("\"fair\": \"weakly\"", "\"fair\": \"strongly\""));
    var fair = CommandLineRun.of("replay", file.toString());
    assertThat(fair.status()).isZero();
    assertThat(fair.out()).contains("no longer violates");

    Files.writeString(file, recorded.replaceFirst("\"loop\": \\d+", "\"loop\": 0"));
    var open = CommandLineRun.of("replay", file.toString());
    assertThat(open.status()).isEqualTo(65);
    assertThat(open.out()).contains("no step leads from the last state to that of step 0");

    Files.writeString(file, recorded.replaceFirst("\"loop\": \\d+", "\"loop\": 99"));
    assertThat(CommandLineRun.of("replay", file.toString()).err())
        .contains("the index of one of the ");
  }
}
