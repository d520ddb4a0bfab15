package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `plimsoll check` by other methods than the full search.
final class MethodCommandsTest {

  @TempDir Path folder;

  private CommandLineRun check(String... words) {
    var all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(words));
    all.addAll(List.of("--out", folder.toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  @Test
  void theVerdictSaysThatTheSearchWasReducedByPartialOrder() {
    var run = check("two-phase-commit", "--partial-order");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern("HELD      in all [\\d,]+ states after partial-order reduction, within ");
  }

  @Test
  void theJsonSaysSoAsWell() {
    var run = check("two-phase-commit", "--partial-order", "--format", "json");

    assertThat(run.out())
        .contains("\"partialOrder\": true", "check two-phase-commit --partial-order");
  }

  @Test
  void underPartialOrderATraceIsNotSaidToBeShortest() {
    var run = check("replicaset", "--set", "expectations=false", "--partial-order");

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out()).containsPattern("\\d+ steps\n").doesNotContain("(shortest)");
    assertThat(folder.resolve("reports/replicaset.html"))
        .content()
        .doesNotContain("a shortest counterexample");
  }

  @Test
  void underPartialOrderALivenessClaimIsDecidedAsWell() {
    assertThat(check("lock", "--partial-order").status()).isZero();
    var violated = check("lock", "--set", "fair=weakly", "--partial-order");

    assertThat(violated.status()).isEqualTo(13);
    assertThat(violated.out()).doesNotContain("(shortest)");
  }

  @Test
  void methodsThatDoNotGoTogetherAreRefused() {
    var run = check("two-phase-commit", "--partial-order", "--fingerprints");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("partial-order reduction cannot be used: ");
  }

  @Test
  void theVerdictSaysBothThatTheSearchWasReducedAndHowStatesAreCounted() {
    var run = check("two-phase-commit", "--symmetry", "--partial-order");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .containsPattern(
            "HELD      in all \\d+ states up to symmetry, after partial-order reduction, within ");
  }

  @Test
  void theVerdictSaysThatStatesAreCountedUpToSymmetry() {
    var run = check("two-phase-commit", "--symmetry");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("HELD      in all 314 states up to symmetry, within ");
    assertThat(check("two-phase-commit", "--symmetry", "--format", "json").out())
        .contains("\"symmetry\": true", "check two-phase-commit --symmetry");
    assertThat(folder.resolve("reports/two-phase-commit.html"))
        .content()
        .contains("314 reachable states (up to symmetry)");
  }

  @Test
  void symmetryThatIsNotThereIsRefused() {
    var run = check("etcd-raft", "--symmetry");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the model declares no interchangeable identities");
  }

  @Test
  void theVerdictSaysHowLikelyItIsThatAStateWasMissed() {
    var run = check("two-phase-commit", "--fingerprints");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("8,832 states told apart by fingerprints, with a chance of 2.1e-12");
    assertThat(check("two-phase-commit", "--fingerprints", "--format", "json").out())
        .contains("\"fingerprints\": true", "check two-phase-commit --fingerprints");
  }

  @Test
  void aViolationFoundByFingerprintsHasTheShortestTrace() {
    var run = check("replicaset", "--set", "expectations=false", "--fingerprints");

    assertThat(run.status()).isEqualTo(12);
    assertThat(run.out()).contains("6 steps (shortest)");
  }
}
