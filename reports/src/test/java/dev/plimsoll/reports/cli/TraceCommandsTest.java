package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `plimsoll replay` and `plimsoll shrink`, of traces from wherever.
final class TraceCommandsTest {

  /// As Apalache writes it: states alone, numbers as they are.
  private static final String FOREIGN =
      """
      {"#meta": {"format": "ITF"},
       "vars": ["big", "small"],
       "states": [
        {"big": 0, "small": 0},
        {"big": 5, "small": 0},
        {"big": 2, "small": 3},
        {"big": 2, "small": 0},
        {"big": 0, "small": 2},
        {"big": 5, "small": 2},
        {"big": 4, "small": 3}]}
      """;

  private static final String[] OPTIONS = {
    "--model",
    "die-hard",
    "--set",
    "solve=true",
    "--variable",
    "big=big jug",
    "--variable",
    "small=small jug"
  };

  @TempDir Path folder;

  private CommandLineRun check(String... words) {
    return run("check", words);
  }

  private CommandLineRun run(String command, String... words) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of(words));
    all.addAll(List.of("--out", folder.toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private String foreign(String text) throws IOException {
    return Files.writeString(folder.resolve("apalache.itf.json"), text).toString();
  }

  private static String[] with(String command, String file) {
    var all = new ArrayList<>(List.of(command, file));
    all.addAll(List.of(OPTIONS));
    return all.toArray(String[]::new);
  }

  @Test
  void aTraceOfAnotherToolIsReplayedByItsValues() throws IOException {
    var run = CommandLineRun.of(with("replay", foreign(FOREIGN)));

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out())
        .contains("  1  fill the big jug ", "  6  pour from big to small ")
        .contains("STILL VIOLATES \"there is no solution\"");
  }

  @Test
  void itsFirstStateThatTheModelCannotComeToIsToldWithItsLine() throws IOException {
    var run =
        CommandLineRun.of(with("replay", foreign(FOREIGN.replace("\"big\": 4", "\"big\": 3"))));

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err())
        .contains("apalache.itf.json:10: expected a state that die-hard can come to in step 6")
        .contains("  pour from big to small: other values of big jug");
  }

  @Test
  void withoutItsModelItIsRefused() throws IOException {
    var run = CommandLineRun.of("replay", foreign(FOREIGN));

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).contains("apalache.itf.json:1: expected ", "needs --model");
  }

  @Test
  void aTraceOfOursIsReplayedWithOtherParameters() {
    check("replicaset", "--set", "expectations=false");
    var file = kept("replicaset/never-more-pods-than-were-ever-asked-for").toString();

    assertThat(CommandLineRun.of("replay", file, "--set", "expectations=true").status())
        .isEqualTo(65);
    assertThat(CommandLineRun.of("replay", file, "--set", "lag=3").status()).isEqualTo(12);
    assertThat(CommandLineRun.of("replay", file, "--model", "lock").status()).isEqualTo(64);
  }

  @Test
  void allBelowAFolderAreReplayedWithALineEach() throws IOException {
    check("replicaset", "--set", "expectations=false");
    check("lock", "--set", "fair=weakly");
    var all = CommandLineRun.of("replay", folder.toString());
    assertThat(all.status()).isZero();
    assertThat(all.out().lines()).hasSize(2).allMatch(line -> line.startsWith("violates   "));

    var lock = kept("lock/who-waits-gets-in");
    Files.writeString(lock, Files.readString(lock).replace("\"weakly\"", "\"strongly\""));
    var fixed = CommandLineRun.of("replay", folder.toString());
    assertThat(fixed.status()).isEqualTo(20);
    assertThat(fixed.out()).contains("fixed      " + lock + ": no longer violates");

    Files.writeString(lock, "{\n}");
    var unreadable = CommandLineRun.of("replay", folder.toString());
    assertThat(unreadable.status()).isEqualTo(65);
    assertThat(unreadable.out()).contains("unreadable " + lock + ": " + lock + ":1: expected a ");
  }

  @Test
  void aTraceIsShrunkWithItsOriginalBesideIt() throws IOException {
    var filled = "{\"big\": 5, \"small\": 0},";
    var longer =
        FOREIGN.replace(
            filled,
            """
            {"big": 0, "small": 3},
            {"big": 3, "small": 0},
            {"big": 0, "small": 0},
            """
                + filled);

    var run =
        run(
            "shrink",
            foreign(longer),
            "--model",
            "die-hard",
            "--set",
            "solve=true",
            "--variable",
            "big=big jug",
            "--variable",
            "small=small jug");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    var file = kept("die-hard/there-is-no-solution");
    var original = kept("die-hard/there-is-no-solution.original");
    assertThat(run.out())
        .containsPattern("\n6 steps   \\(from 9; \\d+\\.\\d\\d s\\)\n")
        .contains("original  " + original, "replay    ./plimsoll replay " + file);
    assertThat(CommandLineRun.of("replay", original.toString()).status()).isEqualTo(12);
    var before = Files.readString(file);
    assertThat(run("shrink", file.toString()).status()).isZero();
    assertThat(file).hasContent(before);
    assertThat(original).exists();
  }

  @Test
  void aBehaviourThatNeverEndsIsShrunkToo() {
    check("lock", "--set", "fair=weakly");

    var run = run("shrink", kept("lock/who-waits-gets-in").toString(), "--format", "json");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\"steps\": 4", "\"minimal\": true", "\"loop\": ");
  }

  @Test
  void whatIsNoCounterexampleIsNotShrunk() throws IOException {
    var run =
        run(
            "shrink",
            foreign(
                FOREIGN
                    .replace("\"big\": 2, \"small\": 0}", "\"big\": 2, \"small\": 0}]}\n")
                    .replaceFirst("(?s)\n,.*", "\n")),
            "--model",
            "die-hard",
            "--variable",
            "big=big jug",
            "--variable",
            "small=small jug");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err())
        .contains("apalache.itf.json: expected a counterexample: The trace does not");
  }

  private Path kept(String name) {
    return folder.resolve("counterexamples").resolve(name + ".itf.json");
  }
}
