package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartialOrderCommandsTest {

  @TempDir Path folder;

  private CommandLineRun check(String... words) {
    var all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(words));
    all.addAll(List.of("--partial-order", "--out", folder.toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  @Test
  void theVerdictSaysThatTheSearchWasReduced() {
    var run = check("two-phase-commit");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("HELD      in all [\\d,]+ states after partial-order reduction, within ");
  }

  @Test
  void theJsonSaysSoAsWell() {
    var run = check("two-phase-commit", "--format", "json");

    assertThat(run.out())
        .contains("\"partialOrder\": true", "check two-phase-commit --partial-order");
  }

  @Test
  void aTraceIsNotSaidToBeShortest() {
    var run = check("replicaset", "--set", "expectations=false");

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out()).containsPattern("\\d+ steps\n").doesNotContain("(shortest)");
    assertThat(folder.resolve("reports/replicaset.html"))
        .content()
        .doesNotContain("a shortest counterexample");
  }

  @Test
  void aLivenessClaimIsRefusedAndOthersAreChecked() {
    var refused = check("lock");

    assertThat(refused.status()).isEqualTo(64);
    assertThat(refused.err())
        .contains("partial-order reduction cannot be used: \"who waits gets in\"");
    assertThat(check("lock", "--claim", "one at a time").status()).isZero();
  }

  @Test
  void methodsThatDoNotGoTogetherAreRefused() {
    for (var other : List.of("--symmetry", "--fingerprints")) {
      var run = check("two-phase-commit", other);

      assertThat(run.status()).isEqualTo(64);
      assertThat(run.err()).contains("partial-order reduction cannot be used: ");
    }
  }
}
