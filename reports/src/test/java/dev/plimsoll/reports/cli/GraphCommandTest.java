package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphCommandTest {

  private static final JsonSource OUT = new JsonSource("standard output");

  @TempDir static Path folder;

  private static Path trace = Path.of("");

  @BeforeAll
  static void recordACounterexample() {
    CommandLineRun.of(
        "check",
        "bounded-raft",
        "--set",
        "max-term=1",
        "--set",
        "max-log=0",
        "--set",
        "bug=double-vote",
        "--out",
        folder.toString());
    trace = folder.resolve("counterexamples/bounded-raft/election-safety.itf.json");
  }

  @Test
  void aSmallModelIsWrittenAsDotOnStandardOutput() {
    var run = CommandLineRun.of("graph", "lock", "--set", "processes=2");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("digraph G {\n  s0 [ label=\"s0, initial\\lplace = [OUTSIDE, OUTSIDE]")
        .contains("  s0 -> s1 [ label=\"want(place[0])\" ];\n");
  }

  @Test
  void jsonIsOneDocumentWithEveryStateAndStep() {
    var run = CommandLineRun.of("graph", "lock", "--format", "json");

    var document = OUT.members(JsonReader.read(OUT.file(), run.out()));
    assertThat(OUT.elements(OUT.required(document, "nodes"))).hasSize(20);
    assertThat(OUT.elements(OUT.required(document, "edges"))).hasSize(48);
  }

  @Test
  void whatLiesAroundATraceGoesToAFileWithTheTraceMarked() {
    var file = folder.resolve("pictures/around.dot");

    var run =
        CommandLineRun.of(
            "graph",
            "bounded-raft",
            "--set",
            "bug=double-vote",
            "--trace",
            trace.toString(),
            "--output",
            file.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out()).matches("graph     " + file + "   \\d+ states, \\d+ steps\n");
    assertThat(file)
        .content()
        .contains("s0, initial, step 0\\l", "s10, step 10\\lviolates \\\"election safety\\\"\\l")
        .contains(" steps not shown\\l")
        .contains("s0 -> s1 [ label=\"1: time out(server[0])\" color=");
  }

  @Test
  void aModelThatIsTooLargeIsRefusedWithWhatToDo() {
    var run = CommandLineRun.of("graph", "two-phase-commit", "--set", "managers=3");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("two-phase-commit: there are more than 200 states; ", "--depth", "--most");
    assertThat(
            CommandLineRun.of("graph", "two-phase-commit", "--set", "managers=3", "--most", "288")
                .status())
        .isZero();
    assertThat(CommandLineRun.of("graph", "two-phase-commit", "--depth", "2").status()).isZero();
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThat(mistake("graph")).contains("a MODEL is needed");
    assertThat(mistake("graph", "lock", "--radius", "2")).contains("give one");
    assertThat(mistake("graph", "lock", "--depth", "0")).contains("at least 1, but is 0");
    assertThat(mistake("graph", "lock", "--most", "100001")).contains("from 1 to 100000");
    assertThat(mistake("graph", "lock", "--claim", "nothing")).contains("Unknown claim");
    assertThat(mistake("graph", "lock", "--format", "png"))
        .contains("expected dot, graphml or json");
    assertThat(mistake("graph", "lock", "--output", folder.toString())).contains("is a folder");
    assertThat(mistake("graph", "lock", "--trace", trace.toString()))
        .contains("the trace is one of bounded-raft, not of lock");
    assertThat(mistake("graph", "--trace", trace.toString(), "--radius", "-1"))
        .contains("at least 0");
    assertThat(mistake("graph", "--trace", trace.toString(), "--depth", "3"))
        .contains("--radius from a --trace");
    assertThat(mistake("graph", "--trace", trace.toString(), "--set", "max-term=2"))
        .contains("was recorded with servers=3, max-term=1");
  }

  private static String mistake(String... words) {
    var run = CommandLineRun.of(words);
    assertThat(run.status()).as("%s", run).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  @Test
  void aTraceThatDoesNotFitTheModelIsNotInput() throws IOException {
    var other = folder.resolve("other.itf.json");
    Files.writeString(other, Files.readString(trace).replace("double-vote", "none"));

    var run = CommandLineRun.of("graph", "--trace", other.toString());

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).contains(other + ": does not fit the model at step ");
  }
}
