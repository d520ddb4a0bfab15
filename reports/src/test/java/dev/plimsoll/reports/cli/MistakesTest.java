package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MistakesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "chekc|Unknown command \"chekc\"; the nearest: check",
        "check two-phase-comit|Unknown model \"two-phase-comit\"; the nearest: two-phase-commit",
        "check two-phase-commit --set manager=3|parameter \"manager\"; the nearest: managers",
        "check two-phase-commit --set managers=0|managers must be a whole number from 1",
        "check two-phase-commit --set managers|--set expects NAME=VALUE",
        "check two-phase-commit --set managers=3 --set managers=4|twice",
        "check two-phase-commit --claim consistant|the nearest: consistent",
        "check --set managers=3|need a MODEL",
        "check --wrkers 1|Unknown option \"--wrkers\"; the nearest: --workers",
        "check --workers 0|--workers expects auto or a number",
        "check --depth 0|--depth must be at least 1",
        "check --depth x|'x' is not",
        "check --timeout 10|expected a duration such as",
        "check --format yaml|expected text or json",
        "check two-phase-commit too|'too'",
        "replay|there is no folder counterexamples here",
      })
  void wrongUseNamesWhatWouldBeRightAndEndsWith64(String line, String said) {
    var arguments = new ArrayList<>(List.of(line.split(" ")));
    if (line.startsWith("check")) {
      arguments.addAll(List.of("--out", folder.toString()));
    }

    var run = CommandLineRun.of(arguments.toArray(String[]::new));

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("plimsoll: ").contains(said).doesNotContain("\tat ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTraceThatCannotBeReadEndsWith65AndItsLine() throws IOException {
    var missing = CommandLineRun.of("replay", folder.resolve("none").toString());
    assertThat(missing.status()).isEqualTo(65);
    assertThat(missing.err()).contains("there is no such file");

    var file = Files.writeString(folder.resolve("x.itf.json"), "{\"#meta\": {\n\"model\": 1}}");
    var broken = CommandLineRun.of("replay", file.toString());
    assertThat(broken.status()).isEqualTo(65);
    assertThat(broken.err())
        .isEqualTo("plimsoll: " + file + ":2: expected a string, but there is the number 1\n");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    var run = CommandLineRun.of("check", "two-phase-commit", "--out", file.toString());

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).startsWith("plimsoll: cannot write " + file).contains("--out");
  }

  @Test
  void theEndOfTheStackIsABugOfOursAndTheEndOfTheMemoryABound() {
    var err = new StringWriter();

    var status = Mistakes.ofTheMachine(new StackOverflowError(), new PrintWriter(err));
    assertThat(status).isEqualTo(70);
    assertThat(err.toString()).startsWith("plimsoll: a bug of ours").contains("--debug");

    status = Mistakes.ofTheMachine(new OutOfMemoryError(), new PrintWriter(err));
    assertThat(status).isEqualTo(21);
    assertThat(err.toString()).contains("PLIMSOLL_JVM=-Xmx8g");
  }

  @Test
  void everyCommandHasHelp() {
    for (var command : List.of("", "list", "check", "replay", "shrink", "schema", "report")) {
      var run = CommandLineRun.of((command + " --help").strip().split(" "));
      assertThat(run.status()).as(command).isZero();
      assertThat(run.out()).startsWith("Usage: plimsoll " + command);
    }
    assertThat(CommandLineRun.of("--version").out()).matches("plimsoll \\d+\\.\\d+\\.\\d+.*\n");
  }
}
