package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.reports.RunJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {

  private static final JsonSource OUT = new JsonSource("standard output");

  @TempDir Path folder;

  @Test
  void nothingViolatedEndsWithTwentyOneAndIsSaidOfTheWalksAlone() {
    var run = simulate("two-phase-commit", "--runs", "50", "--seed", "3");

    assertThat(run.status()).isEqualTo(21);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("\nDONE      nothing is violated in 50 walks of at most 1,000 steps   (")
        .contains("\n  unviolated always        \"consistent\"\n")
        .contains("\nseed      3: ./plimsoll simulate two-phase-commit --runs 50 --seed 3\n")
        .doesNotContain("held", "HELD", "hold");
    assertThat(folder.resolve("counterexamples")).doesNotExist();
    assertThat(folder.resolve("reports/two-phase-commit.simulation.html"))
        .content()
        .contains(
            "No claim is violated in 50 walks of at most 1,000 steps with ", "The seed was 3;");
    assertThat(folder.resolve("reports/two-phase-commit.html")).doesNotExist();
  }

  @Test
  void aViolationIsShrunkKeptWithItsOriginalAndReplayed() throws IOException {
    var run = simulate("replicaset", "--set", "expectations=false", "--seed", "1");

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out())
        .containsPattern("VIOLATED  in walk \\d+   \\(")
        .containsPattern("\"never more pods[^\"]+\"   6 steps \\(shrunk from \\d+\\)\n")
        .contains("   <- violates \"never more pods", "--set expectations=false --seed 1\n");
    var kept = folder.resolve("counterexamples/replicaset");
    var name = "never-more-pods-than-were-ever-asked-for";
    var file = kept.resolve(name + ".itf.json");
    var original = kept.resolve(name + ".original.itf.json");
    assertThat(run.out())
        .contains("replay    ./plimsoll replay " + file + "\n", "original  " + original + "\n")
        .contains("reports/replicaset.simulation.html#step-6\n");
    assertThat(Corpus.read(original).trace().length()).isGreaterThan(7);
    for (var each : new Path[] {file, original}) {
      assertThat(CommandLineRun.of("replay", each.toString()).out()).contains("STILL VIOLATES");
    }

    CommandLineRun.of(
        "check", "replicaset", "--set", "expectations=false", "--out", folder.toString());
    assertThat(file).exists();
    assertThat(original).doesNotExist();
    assertThat(folder.resolve("reports/runs/replicaset.json")).exists();
    assertThat(folder.resolve("reports/runs/replicaset.simulation.json")).exists();
  }

  @Test
  void theSeedIsAllThatIsNeededToRepeatARun() {
    var first = simulate("bounded-raft", "--set", "bug=double-vote");
    var command = first.out().lines().filter(line -> line.startsWith("seed ")).findFirst();
    var words = command.orElseThrow().replaceFirst(".*plimsoll simulate ", "").split(" ");

    var again =
        simulate(
            Stream.concat(Stream.of(words), Stream.of("--workers", "1")).toArray(String[]::new));

    assertThat(first.status()).isEqualTo(12);
    assertThat(withoutTimes(again.out())).isEqualTo(withoutTimes(first.out()));
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("[\\d.]+ s, \\d workers?", "");
  }

  @Test
  void jsonIsOneDocumentThatCanBeReadAgain() {
    var run =
        simulate(
            "replicaset", "--set", "bug=deletion-not-queued", "--seed", "2", "--format", "json");

    assertThat(run.status()).isEqualTo(11);
    assertThat(run.err()).isEmpty();
    var document = json(run);
    assertThat(OUT.text(document, "verdict")).isEqualTo("deadlock");
    var simulation = OUT.members(OUT.required(document, "simulation"));
    assertThat(OUT.whole(OUT.required(simulation, "seed"))).isEqualTo(2);
    assertThat(OUT.whole(OUT.required(simulation, "asked"))).isEqualTo(10_000);
    assertThat(OUT.elements(OUT.required(simulation, "originals"))).hasSize(1);
    assertThat(RunJson.encode(RunJson.decode(OUT, document)))
        .isEqualTo(RunJson.encode(RunJson.decode(OUT, json(run))));
  }

  @Test
  void reportMakesThePageOfASimulationAgain() throws IOException {
    simulate("replicaset", "--set", "expectations=false", "--swarm", "--seed", "4");
    assertThat(folder.resolve("reports/replicaset.simulation.html"))
        .content()
        .contains("search ", "Shrunk from ", "The seed was 4");

    ReportedPages.assertMadeAgain(folder, "replicaset.simulation.html");
  }

  @Test
  void weightsAndBoundsAreTakenAndToldInTheCommand() {
    var run =
        simulate(
            "etcd-raft",
            "--weight",
            "crash and restart=0",
            "--weight",
            "lose=5",
            "--length",
            "12",
            "--runs",
            "30",
            "--seed",
            "9");

    assertThat(run.out())
        .contains("  never fired              \"crash and restart\"   (warning)\n")
        .contains(
            "not seen   sometimes     \"entries are committed in spite of a crash\"   (warning)")
        .contains("length    12 steps; 0 came to a state that no step changes\n")
        .contains(
            "./plimsoll simulate etcd-raft --runs 30 --length 12 --weight 'crash and restart=0'"
                + " --weight lose=5 --seed 9\n");
  }

  @Test
  void livenessIsLeftToTheSearch() {
    assertThat(simulate("lock", "--runs", "5", "--length", "20").out())
        .contains(
            "  undecided  liveness      \"who waits gets in\"   (warning: no run is endless;");
  }

  @Test
  void whatIsLeftOfTheTimeIsToldOnStandardErrorAlone() {
    var run =
        simulate(
            "lock", "--runs", "100000000", "--timeout", "300ms", "--progress-interval", "20ms");

    assertThat(run.status()).isEqualTo(21);
    assertThat(run.out()).contains("STOPPED   the time limit of 0.3 s was reached: nothing is");
    assertThat(run.err())
        .containsPattern(
            "\\d\\d:\\d\\d  [\\d,]+ of 100,000,000 walks   [\\d,]+ steps \\(\\S+/s\\)"
                + "   [\\d,]+ distinct   00:00 left\n");
  }

  @Test
  void mistakesAreToldWithWhatWasExpected() {
    assertMistake("a MODEL is needed");
    assertMistake("\"decided\"", "two-phase-commit", "--weight", "decided=3");
    assertMistake("--weight expects RULE=N with a whole number", "lock", "--weight", "take");
    assertMistake(
        "--weight gives \"take\" twice", "lock", "--weight", "take=1", "--weight", "take=2");
    assertMistake(
        "--weight of \"take\" must be from 0 to 1,000,000", "lock", "--weight", "take=2000000");
    assertMistake("--runs must be at least 1, but is 0", "lock", "--runs", "0");
    assertMistake("--length must be from 1 to 1,000,000, but is 0", "lock", "--length", "0");
  }

  private void assertMistake(String message, String... arguments) {
    var run = simulate(arguments);
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("plimsoll: ").contains(message);
  }

  private CommandLineRun simulate(String... arguments) {
    var all =
        Stream.concat(Stream.of("simulate", "--out", folder.toString()), Stream.of(arguments));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static Members json(CommandLineRun run) {
    return OUT.members(JsonReader.read(OUT.file(), run.out()));
  }
}
