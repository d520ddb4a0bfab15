package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.ci.Schemas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The formats of build servers, as commands print them.
final class MachineOutputTest {

  private static final String[] BROKEN = {"replicaset", "--set", "expectations=false"};

  @TempDir Path folder;

  @Test
  void whatCommandsPrintAsJsonIsAsTheSchemaSays() throws IOException {
    assertThat(Schemas.errors("run", json("check", BROKEN))).isEmpty();
    assertThat(Schemas.errors("run", json("check", "lock", "--set", "fair=weakly", "--statistics")))
        .isEmpty();
    assertThat(Schemas.errors("runs", json("check", "--depth", "2"))).isEmpty();
    assertThat(Schemas.errors("run", json("simulate", "two-phase-commit", "--runs", "5")))
        .isEmpty();
    var each = ManifestCases.C2;
    assertThat(
            Schemas.errors("cluster", cluster(each.manifests(3, false), each.when, "json").out()))
        .isEmpty();
    assertThat(Schemas.errors("museum", plain("museum", "--group", "lease"))).isEmpty();
    assertThat(Schemas.errors("museumCheck", plain("museum", "--check", "--group", "lease")))
        .isEmpty();
    assertThat(Schemas.errors("story", plain("museum", "M17"))).isEmpty();
    var trace = folder.resolve("counterexamples/lock/who-waits-gets-in.itf.json").toString();
    assertThat(Schemas.errors("replay", plain("replay", trace))).isEmpty();
    assertThat(Schemas.errors("replays", plain("replay", folder.toString()))).isEmpty();
    assertThat(Schemas.errors("shrink", json("shrink", trace))).isEmpty();
  }

  @Test
  void whatIsNotAsTheSchemaSaysIsNoticed() {
    var document = json("check", BROKEN);

    assertThat(Schemas.errors(document)).isEmpty();
    assertThat(Schemas.errors(document.replace("\"distinct\"", "\"different\""))).isNotEmpty();
    assertThat(Schemas.errors(document.replace("\"always\"", "\"ever\""))).isNotEmpty();
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(CommandLineRun.of("schema").out())
        .startsWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"")
        .contains("\"museumCheck\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "junit", "sarif", "markdown"})
  void theExitStatusIsTheSameForEveryFormat(String format) {
    assertThat(check(format, BROKEN).status()).isEqualTo(12);
    assertThat(check(format, "two-phase-commit", "--set", "managers=2").status()).isZero();
    assertThat(check(format, "bounded-raft", "--depth", "3").status()).isEqualTo(21);
  }

  @Test
  void sarifNamesTheSameFindingWhetherItIsSearchedOrSimulated() {
    var searched = check("sarif", BROKEN).out();
    var simulated = run("simulate", "sarif", BROKEN).out();

    assertThat(Schemas.errorsOfSarif(searched)).isEmpty();
    assertThat(Schemas.errorsOfSarif(simulated)).isEmpty();
    assertThat(fingerprint(simulated)).isEqualTo(fingerprint(searched));
    assertThat(searched)
        .contains("\"ruleId\": \"replicaset/never-more-pods-than-were-ever-asked-for\"")
        .contains("never-more-pods-than-were-ever-asked-for.itf.json\"")
        .contains("{\"text\": \"6 create pod\"}");
    assertThat(check("sarif", "two-phase-commit", "--set", "managers=2").out())
        .contains("\"results\": []");
  }

  @Test
  void sarifOfManifestsPointsAtTheLineAndKnowsTheFindingWhenItMoves() throws IOException {
    var each = ManifestCases.C2;
    var before = cluster(each.manifests(3, false), each.when, "sarif").out();
    var after = cluster("# a line\n" + each.manifests(3, false), each.when, "sarif").out();

    assertThat(Schemas.errorsOfSarif(before)).isEmpty();
    assertThat(before)
        .contains("\"ruleId\": \"cluster/apply/as-many-pods-serve-as-the-autoscaler-s-least\"");
    assertThat(line(after)).isEqualTo(line(before) + 1);
    assertThat(fingerprint(after)).isEqualTo(fingerprint(before));
  }

  @Test
  void theMuseumIsASuiteForEachGroupAndACaseForEachIncident() {
    var run = CommandLineRun.of("museum", "--check", "--group", "lease", "--format", "junit");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("<testsuite name=\"museum/lease\" tests=\"", "failures=\"0\"")
        .doesNotContain("<failure");
  }

  @Test
  void aWorkflowOfGitHubIsToldBesideTheAnswer() {
    var summary = folder.resolve("summary.md");
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        Plimsoll.run(
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments("check", "text", BROKEN));

    assertThat(status).isEqualTo(12);
    assertThat(out.toString()).contains("VIOLATED").doesNotContain("::error");
    assertThat(err.toString()).startsWith("::error file=" + folder);
    assertThat(summary).content().startsWith("## Plimsoll: 1 of 5 claims failed\n");
  }

  private static String fingerprint(String sarif) {
    return sarif.replaceFirst("(?s).*?\"plimsoll/v1\": \"(.*?)\".*", "$1");
  }

  private static int line(String sarif) {
    return Integer.parseInt(sarif.replaceFirst("(?s).*?\"startLine\": (\\d+).*", "$1"));
  }

  private CommandLineRun cluster(String manifests, String when, String format) throws IOException {
    var file = Files.writeString(folder.resolve("web.yaml"), manifests);
    return run("cluster", format, "-f", file.toString(), "--nodes", "3", "--when", when);
  }

  private CommandLineRun check(String format, String... words) {
    return run("check", format, words);
  }

  private String json(String command, String... words) {
    return run(command, "json", words).out();
  }

  private static String plain(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--format", "json"));
    return CommandLineRun.of(all.toArray(String[]::new)).out();
  }

  private CommandLineRun run(String command, String format, String... words) {
    return CommandLineRun.of(arguments(command, format, words));
  }

  private String[] arguments(String command, String format, String... words) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of(words));
    all.addAll(
        List.of("--format", format, "--out", folder.toString(), "--progress-interval", "0s"));
    return all.toArray(String[]::new);
  }
}
