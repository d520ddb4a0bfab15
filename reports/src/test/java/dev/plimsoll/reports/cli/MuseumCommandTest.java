package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MuseumCommandTest {

  private static final JsonSource OUT = new JsonSource("standard output");

  @Test
  void theListSaysOfEachIncidentHowItWasFound() {
    var run = CommandLineRun.of("museum", "--group", "gc");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("M")))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(line -> line.matches("M\\d+ +gc +\\d+ steps? +\\d+\\.\\d\\d s +kubernetes/.+"));
    assertThat(run.out()).contains("      fails     \"no child goes while its owner is there\"\n");
    assertThat(run.err()).contains("1 of ", "M51");
  }

  @Test
  void aStoryHasItsStepsTheClaimTheReferenceTheFixAndTheCommands() {
    var run = CommandLineRun.of("museum", "M17");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("https://github.com/kubernetes/kubernetes/issues/49956\n")
        .contains("claim     \"a watch tells of every change in order\"  (always)\n")
        .containsPattern("story     \\d+ steps \\(shortest\\), found in ")
        .containsPattern("\n    1  \\S")
        .contains("fix       the oldest change of an empty watch cache")
        .contains("fixed     holds in ")
        .contains("run it    ./plimsoll check incident/M17\n")
        .contains("          ./plimsoll check incident/M17 --set fixed=true\n");
  }

  @Test
  void theCommandsOfAStoryDoWhatItSays(@TempDir Path out) {
    assertThat(CommandLineRun.of("check", "incident/M17", "--out", out.toString()).status())
        .isEqualTo(12);
    assertThat(
            CommandLineRun.of(
                    "check", "incident/M17", "--set", "fixed=true", "--out", out.toString())
                .status())
        .isZero();
  }

  @Test
  void aCheckHasALineForEachIncident() {
    var run = CommandLineRun.of("museum", "--check", "--group", "lease");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(line -> line.matches("M\\d+ +ok +broken: \\d+ steps.+ fixed: holds in .+ s"));
  }

  @Test
  void jsonIsOneDocument() {
    var story = OUT.members(JsonReader.read(OUT.file(), json("museum", "M53")));
    assertThat(OUT.elements(OUT.required(story, "story"))).isNotEmpty();
    assertThat(List.of("id", "claim", "fix", "commands", "broken", "fixed", "loop"))
        .allSatisfy(key -> assertThat(OUT.required(story, key)).isNotNull());

    var list = OUT.members(JsonReader.read(OUT.file(), json("museum", "--group", "gc")));
    assertThat(OUT.elements(OUT.required(list, "incidents"))).hasSizeGreaterThanOrEqualTo(3);

    assertThat(json("museum", "--check", "--group", "gc")).contains("\"ok\": true");
  }

  private static String json(String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--format", "json"));
    var run = CommandLineRun.of(arguments.toArray(String[]::new));
    assertThat(run.status()).isZero();
    return run.out();
  }

  @Test
  void whatThereIsNotIsRefusedWithTheNearest() {
    assertThat(mistake("museum", "M16"))
        .containsPattern("Unknown incident \"M16\"; the nearest: .*M\\d");
    assertThat(mistake("museum", "--group", "gd")).contains("Unknown group \"gd\"", "gc");
    assertThat(mistake("museum", "--about", "xyzzy")).contains("no incident is about \"xyzzy\"");
    assertThat(mistake("museum", "M17", "--group", "gc")).contains("where no ID does");
  }

  private static String mistake(String... words) {
    var run = CommandLineRun.of(words);
    assertThat(run.status()).as("%s", run).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    return run.err();
  }
}
