package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.reports.RunJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

  private static final JsonSource OUT = new JsonSource("standard output");

  @TempDir Path folder;

  @Test
  void aModelThatHoldsIsToldWithItsBoundsAndEndsWithZero() {
    var run = check("two-phase-commit", "--set", "managers=3");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            "two-phase-commit  managers=3\nHELD      in all 288 states within managers=3   (1,146 ")
        .contains("  held       always        \"consistent\"\n")
        .contains("  seen       sometimes     \"all commit\"\n")
        .doesNotContainIgnoringCase("correct");
    assertThat(folder.resolve("reports/two-phase-commit.html")).content().contains("<html");
    assertThat(folder.resolve("counterexamples")).doesNotExist();
  }

  @Test
  void jsonIsOneDocumentWithTheFiguresAndNothingElse() {
    var run = check("two-phase-commit", "--set", "managers=5", "--format", "json");

    var document = json(run);
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(OUT.text(document, "verdict")).isEqualTo("holds");
    assertThat(OUT.whole(OUT.required(document, "distinct"))).isEqualTo(8_832);
    assertThat(OUT.whole(OUT.required(document, "generated"))).isEqualTo(58_146);
    assertThat(OUT.whole(OUT.required(document, "depth"))).isEqualTo(17);
    assertThat(document.members())
        .containsKeys("model", "parameters", "bounds", "seconds", "workers", "claims", "rules");
    var again = RunJson.decode(OUT, document);
    assertThat(RunJson.encode(again).members().keySet()).isEqualTo(document.members().keySet());
    for (var member : List.of("claims", "rules", "levels", "coverage")) {
      assertThat(JsonWriter.indented(OUT.required(RunJson.encode(again), member)))
          .isEqualTo(JsonWriter.indented(OUT.required(document, member)));
    }
  }

  @Test
  void theLevelsInJsonAddUpToTheSearch() {
    var document = json(check("two-phase-commit", "--set", "managers=3", "--format", "json"));

    var levels = OUT.elements(OUT.required(document, "levels")).stream().map(OUT::members).toList();
    assertThat(levels).hasSize(11);
    assertThat(levels.stream().mapToLong(level -> OUT.whole(OUT.required(level, "states"))).sum())
        .isEqualTo(288);
    assertThat(
            levels.stream().mapToLong(level -> OUT.whole(OUT.required(level, "generated"))).sum())
        .isEqualTo(1_145);
    assertThat(OUT.members(OUT.required(levels.getFirst(), "fired")).members().keySet())
        .containsExactly("prepare", "give up", "decide to abort");
  }

  @Test
  void coverageIsToldInTablesWhereItIsAskedFor() {
    var run = check("two-phase-commit", "--set", "managers=3", "--coverage");

    assertThat(run.out())
        .containsPattern("  rule +fired +executed +enabled +reads +writes\n")
        .containsPattern("  prepare +156 +\\d+ +3 of 3 +manager +manager, messages\n")
        .containsPattern("  all commit +manager\n")
        .containsPattern("  depth +states +generated +prepare +give up +hear +decide to commit ")
        .containsPattern(" +11 +2 +6 +0 +0 +0 +0 +0 +3 +3\n")
        .doesNotContainPattern("  never +what");
    assertThat(check("two-phase-commit", "--set", "managers=3").out()).doesNotContain("executed");
  }

  @Test
  void statisticsAreToldWhereTheyAreAskedFor() {
    var run = check("two-phase-commit", "--set", "managers=3", "--statistics");

    assertThat(run.out())
        .containsPattern("  [\\d,]+ states a second, [\\d,.]+ bytes a state\n")
        .containsPattern("  rule +asked +executed +remembered +known\n")
        .containsPattern("  prepare +864 +\\d+ +\\d\\d\\.\\d{3} % +\\d+\n")
        .containsPattern("  word +fields +bits +entries +bytes\n")
        .containsPattern("  of states +\\d+ +\\d+ +288 +[\\d,]+\n");
    assertThat(check("two-phase-commit").out()).doesNotContain("remembered");
  }

  @Test
  void statisticsAreInTheDocumentWhereTheyAreAskedFor() {
    var options = List.of("two-phase-commit", "--set", "managers=3", "--format", "json");
    var asked = new ArrayList<>(options);
    asked.add("--statistics");

    var document = json(check(asked.toArray(String[]::new)));

    var statistics = OUT.members(OUT.required(document, "statistics"));
    var prepare = OUT.members(OUT.elements(OUT.required(statistics, "rules")).getFirst()).members();
    assertThat(prepare.keySet())
        .containsExactly("name", "asked", "executed", "remembered", "known");
    var root = OUT.members(OUT.elements(OUT.required(statistics, "words")).getFirst());
    assertThat(OUT.whole(OUT.required(root, "entries"))).isEqualTo(288);
    assertThat(json(check(options.toArray(String[]::new))).members())
        .doesNotContainKey("statistics");
  }

  @Test
  void whatWasNeverDoneIsNamed() {
    var run = check("bounded-raft", "--set", "max-term=1", "--set", "servers=2", "--coverage");

    assertThat(run.out())
        .containsPattern("  never +what")
        .contains("  enabled   restart, with all its 2 arguments\n")
        .contains(
            "  enabled   receive(VoteReply(term: 1, granted: false, source: 0, destination: 1")
        .contains("  written   restarts\n");
  }

  @Test
  void aClaimThatSaysNothingIsAWarningAndChangesNoStatus() {
    var run =
        check(
            "bounded-raft",
            "--set",
            "max-messages=1",
            "--claim",
            "leader completeness",
            "--claim",
            "election safety");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "  held       always        \"leader completeness\""
                + "   (warning: vacuous, no state passes its premise)\n")
        .contains("  held       always        \"election safety\"\n");
    assertThat(folder.resolve("reports/runs/bounded-raft.json"))
        .content()
        .contains("\"vacuous\": \"no-premise\"", "\"vacuous\": null");
  }

  @Test
  void aViolatedClaimLeavesATraceThatReplayConfirms() throws IOException {
    var run = check("replicaset", "--set", "expectations=false");

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out()).contains("6 steps (shortest)", "   <- violates \"never more pods");
    var file = onlyFile(folder.resolve("counterexamples/replicaset"));
    assertThat(run.out()).contains("replay    ./plimsoll replay " + file);
    var replay = CommandLineRun.of("replay", file.toString());
    assertThat(replay.status()).isEqualTo(12);
    assertThat(replay.out()).contains("STILL VIOLATES");

    Files.writeString(
        file, Files.readString(file).replace("\"expectations\": false", "\"expectations\": true"));
    var mended = CommandLineRun.of("replay", file.toString(), "--format", "json");
    assertThat(mended.status()).isEqualTo(65);
    assertThat(OUT.text(json(mended), "outcome")).isEqualTo("does-not-fit");
  }

  @Test
  void aDeadlockEndsWithElevenAlsoInTheReplay() throws IOException {
    var run = check("replicaset", "--set", "bug=deletion-not-queued", "--format", "json");

    assertThat(run.status()).isEqualTo(11);
    assertThat(OUT.text(json(run), "verdict")).isEqualTo("deadlock");
    var file = onlyFile(folder.resolve("counterexamples/replicaset"));
    assertThat(CommandLineRun.of("replay", file.toString()).status()).isEqualTo(11);
  }

  @Test
  void aSometimesClaimThatIsNeverSeenEndsWithTwenty() {
    var run = check("bounded-raft", "--set", "max-term=0", "--claim", "a leader is elected");

    assertThat(run.status()).isEqualTo(20);
    assertThat(run.out()).contains("  never seen sometimes     \"a leader is elected\"");
  }

  @Test
  void aBoundThatIsHitFirstEndsWithTwentyOneAndSaysSo() {
    var run = check("bounded-raft", "--depth", "4");

    assertThat(run.status()).isEqualTo(21);
    assertThat(run.out()).contains("STOPPED   the depth limit of 4 levels", "  undecided  always");
  }

  @Test
  void withoutAModelEveryModelIsCheckedAndToldInATable() {
    var run = check("--depth", "3");

    assertThat(run.status()).isEqualTo(21);
    assertThat(run.out().lines().filter(line -> line.contains("  incomplete  ")))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(json(check("--depth", "3", "--format", "json")).members())
        .containsKeys("verdict", "runs");
  }

  @Test
  void progressIsToldOnStandardErrorAlone() {
    var run = check("bounded-raft", "--progress-interval", "1ms", "--format", "json");

    assertThat(run.err())
        .containsPattern("\\d\\d:\\d\\d  depth \\d+   [\\d,]+ generated   [\\d,]+ distinct \\(")
        .containsPattern("distinct \\(\\S+/s\\)   frontier [\\d,]+   \\S+ [MG]B");
    assertThat(OUT.text(json(run), "verdict")).isEqualTo("holds");
  }

  @Test
  void reportMakesThePagesOfTheLastRunsAgain() throws IOException {
    check("replicaset", "--set", "expectations=false");

    ReportedPages.assertMadeAgain(folder, "replicaset.html");
  }

  @Test
  void listNamesEveryModelWithItsSourceParametersAndClaims() {
    var run = CommandLineRun.of("list");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("two-phase-commit  ", "Gray and Lamport", "--set managers=", "\"all commit\"");
    assertThat(json(CommandLineRun.of("list", "--format", "json")).members()).containsKey("models");
  }

  private CommandLineRun check(String... arguments) {
    var all = Stream.concat(Stream.of("check", "--out", folder.toString()), Stream.of(arguments));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static Members json(CommandLineRun run) {
    return OUT.members(JsonReader.read(OUT.file(), run.out()));
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
