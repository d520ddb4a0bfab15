package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.counterexamples.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClusterCommandTest {

  private static final int MANY = 10;

  @TempDir Path folder;

  private CommandLineRun run(String manifests, String... more) throws IOException {
    var file = Files.writeString(folder.resolve("web.yaml"), manifests);
    var arguments =
        List.of(
            "cluster",
            "-f",
            file.toString(),
            "--out",
            folder.toString(),
            "--progress-interval",
            "0s");
    return CommandLineRun.of(
        Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static String nodes(int count) {
    return Integer.toString(count);
  }

  @ParameterizedTest
  @EnumSource
  void whatWentWrongIsFoundFromManifests(ManifestCases each) throws IOException {
    var nodes = each.leastNodes();

    var run = run(each.manifests(nodes, false), "--nodes", nodes(nodes), "--when", each.when);

    assertThat(run.status()).as(run.err()).isIn(ExitStatus.VIOLATED, ExitStatus.LIVENESS_VIOLATED);
    assertThat(run.out().lines())
        .anyMatch(line -> line.contains("web.yaml:") && line.endsWith(each.claim))
        .anyMatch(line -> line.startsWith("  helps") && line.contains("web.yaml:"));
    assertThat(folder.resolve("reports/cluster/%s.html".formatted(each.when)))
        .content()
        .containsPattern("<strong>What helps:</strong>.*web.yaml:\\d+")
        .containsPattern("<pre>[^<]*&gt; +\\d+  ");
  }

  @ParameterizedTest
  @EnumSource
  void itIsFoundAmongTenNodes(ManifestCases each) throws IOException {
    var run =
        run(
            each.manifests(MANY, false),
            "--nodes",
            nodes(MANY),
            "--when",
            each.when,
            "--scale",
            "10x%d".formatted(MANY));

    assertThat(run.status()).as(run.err()).isIn(ExitStatus.VIOLATED, ExitStatus.LIVENESS_VIOLATED);
    assertThat(run.out().lines())
        .anyMatch(line -> line.contains("web.yaml:") && line.endsWith(each.claim))
        .anyMatch(line -> line.contains("with 10 nodes"));
  }

  @ParameterizedTest
  @EnumSource
  void repairedManifestsPass(ManifestCases each) throws IOException {
    var run =
        run(
            each.manifests(each.leastNodes(), true),
            "--nodes",
            nodes(each.leastNodes()),
            "--when",
            each.when,
            "--scale",
            "%dx6".formatted(each.leastNodes()));

    assertThat(run.status()).as(run.out()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out()).containsPattern("HELD|nothing is to be checked").doesNotContain("error:");
  }

  @Test
  void aCounterexampleIsReplayedFromTheManifests() throws IOException {
    run(ManifestCases.C6.manifests(2, false), "--nodes", "2", "--when", "drain");
    try (var files = Files.walk(folder.resolve("counterexamples"))) {
      var trace = files.filter(Files::isRegularFile).findFirst().orElseThrow();

      var replay = CommandLineRun.of("replay", trace.toString());

      assertThat(replay.status()).as(replay.err()).isEqualTo(ExitStatus.VIOLATED);
      assertThat(replay.out()).contains("STILL VIOLATES");
    }
  }

  @Test
  void aManifestThatCannotBeReadKeepsNoOtherTraceFromBeingReplayed() throws IOException {
    run(ManifestCases.C6.manifests(2, false), "--nodes", "2", "--when", "drain");
    CommandLineRun.of("check", "lock", "--set", "fair=weakly", "--out", folder.toString());
    Files.writeString(folder.resolve("web.yaml"), "apiVersion: v1\nkind: [\n");

    var replay = CommandLineRun.of("replay", folder.resolve("counterexamples").toString());

    assertThat(replay.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(replay.err()).isEmpty();
    assertThat(replay.out().lines())
        .anyMatch(line -> line.startsWith("violates   ") && line.contains("lock/"))
        .anyMatch(line -> line.startsWith("stale      ") && line.contains("web.yaml:"));
  }

  @Test
  void workloadsMayHaveOneNameAndTheSamePrivileges() throws IOException {
    var web = ManifestCases.C4.manifests(2, false);

    var run =
        run(
            web
                + "---\n"
                + web.replace("name: web\nspec", "name: other\nspec").replace("app: web", "app: x")
                + "---\n"
                + web.replace("kind: Deployment", "kind: StatefulSet")
                    .replace("app: web", "app: y"),
            "--nodes",
            "2",
            "--when",
            "panic");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(run.out())
        .contains(": error: web: it does not", ": error: other: it does not")
        .contains(": error: StatefulSet web: it does not");
  }

  @Test
  void aRolloutThatNeverEndsIsToldWithTheStrategyThatLetsItEnd() throws IOException {
    var run = run(ManifestCases.R1.manifests(3, false), "--when", "create,rollout");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.LIVENESS_VIOLATED);
    assertThat(run.out())
        .containsPattern("create +HELD +with up to 3 nodes and 3 pods")
        .containsPattern("rollout +VIOLATED")
        .containsPattern("web.yaml:7: error: web: in the end all pods are of the template that was")
        .contains("and nothing happens any more")
        .containsPattern("helps +\\S*web.yaml:7: maxUnavailable: 1");
  }

  @Test
  void aDeploymentThatIsRecreatedNeverHasPodsOfBothTemplates() throws IOException {
    var recreated =
        ManifestCases.R1
            .manifests(3, false)
            .replaceFirst("strategy: .*", "strategy: {type: Recreate}");

    var run = run(recreated, "--when", "rollout", "--format", "json");

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out())
        .contains("web: never pods of both templates at once")
        .doesNotContain("serve while it is rolled out");
  }

  @Test
  void aSizeWithLessRoomThanTheManifestsHaveIsNotChecked() throws IOException {
    var run = run(ManifestCases.R2.manifests(3, true), "--when", "create");

    assertThat(run.status()).as(run.out()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out()).contains("with up to 3 nodes and 3 pods of a workload, all that is");
  }

  @Test
  void aServiceThatTheApiServerRefusesIsToldWithItsLine() throws IOException {
    var manifests =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          ports: [{port: 80, nodePort: 8080}]
        ---
        """
            + ManifestCases.C6.manifests(2, true);

    var refused = run(manifests, "--when", "create");
    var taken = run(manifests, "--when", "create", "--service-node-port-range", "8000-9000");
    var none = run(manifests, "--service-node-port-range", "9000-8000");

    assertThat(refused.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(refused.err())
        .contains("web.yaml:6: spec.ports[0].nodePort: expected a port of 30000-32767, found 8080")
        .contains("--service-node-port-range");
    assertThat(taken.status()).as(taken.err()).isEqualTo(ExitStatus.HOLDS);
    assertThat(none.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void whatIsNotReadIsTold() throws IOException {
    var run =
        run(
            ManifestCases.C6.manifests(2, true)
                + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n",
            "--nodes",
            "1");

    assertThat(run.status()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out())
        .contains("v1 ConfigMap is not modelled")
        .containsPattern("ignored .*web.yaml:\\d+: spec.template.spec.containers\\[].image");
  }

  @Test
  void jsonTellsFindingsWithTheirPlaces() throws IOException {
    var run =
        run(
            ManifestCases.C7.manifests(2, false),
            "--when",
            "create",
            "--scale",
            "full",
            "--format",
            "json");

    var document = JsonReader.read("standard output", run.out());
    assertThat(document.toString()).contains("nobody moves pods", "web.yaml:");
  }

  @Test
  void claimsThatSayNothingOfTheManifestsAreTold() throws IOException {
    var nobody = ManifestCases.C6.manifests(2, true).replaceFirst("replicas: \\d+", "replicas: 0");
    var claim = "in the end every node has been drained";
    var unseen = "a pod is evicted from a node that is drained";

    var text = run(nobody, "--when", "drain");
    var json = run(nobody, "--when", "drain", "--format", "json");

    assertThat(text.status()).as(text.out()).isEqualTo(ExitStatus.HOLDS);
    assertThat(text.out())
        .contains("HELD")
        .contains("vacuous   %s (never seen: %s)".formatted(claim, unseen));
    assertThat(json.status()).isEqualTo(ExitStatus.HOLDS);
    assertThat(json.out())
        .containsPattern(
            "\"claim\": *\"%s\",\\s*\"unseen\": *\\[\\s*\"%s".formatted(claim, unseen));
  }

  @Test
  void aBoundOfTheModelIsToldWhereTheSearchComesToIt() throws IOException {
    var most = "2 pods of web at a time";
    var pattern = "\"most\": *\"%s\",\\s*\"reached\": *%s";
    var evicted = ManifestCases.C7.manifests(2, false);
    var fine = ManifestCases.C7.manifests(2, true);

    assertThat(run(evicted, "--when", "create").out())
        .contains("bounded   the search came to " + most);
    assertThat(run(fine, "--when", "create").out()).contains("HELD").doesNotContain("bounded");
    assertThat(run(evicted, "--when", "create", "--format", "json").out())
        .containsPattern(pattern.formatted(most, true));
    assertThat(run(fine, "--when", "create", "--format", "json").out())
        .containsPattern(pattern.formatted(most, false));
  }

  @Test
  void mistakesInManifestsAreToldWithTheirLines() throws IOException {
    var unknownKind = run("apiVersion: apps/v1\nkind: Deploymnt\nmetadata: {name: web}\n");
    assertThat(unknownKind.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(unknownKind.err()).contains("web.yaml:2", "Deployment");

    var unknownField = run(ManifestCases.C6.manifests(2, false).replace("replicas:", "replica:"));
    assertThat(unknownField.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(unknownField.err()).contains("web.yaml:6", "replicas");

    var web = ManifestCases.C6.manifests(2, false);
    var twice = run(web + "---\n" + web);
    assertThat(twice.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(twice.err()).contains("Deployment default/web again, which is at", "web.yaml:1");

    var nothing = run("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n");
    assertThat(nothing.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(nothing.err()).contains("expected a Deployment");

    assertThat(run(ManifestCases.C6.manifests(2, false), "--when", "rain").err())
        .contains("create, load, apply, rollout, drain, node-failure, panic");
    assertThat(run(ManifestCases.C6.manifests(2, false), "--scale", "3").status())
        .isEqualTo(ExitStatus.USAGE);
  }
}
