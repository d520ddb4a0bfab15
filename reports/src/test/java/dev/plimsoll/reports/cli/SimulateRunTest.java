package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.search.Interruption;
import dev.plimsoll.checker.simulation.SimulationOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateRunTest {

  private static final ModelDefinition DIVIDING =
      new ModelDefinition(
          "dividing", "divides by what is left", "none", List.of(), parameters -> new Dividing());

  @TempDir Path folder;

  /// Comes to a division by zero after three steps down, among many sideways.
  private static final class Dividing extends Model {
    Dividing() {
      var left = cell("left", 3);
      var side = cell("side", 0);
      rule("down", tx -> tx.require(tx.get(left) > 0).update(left, n -> n - 1));
      rule("sideways", tx -> tx.update(side, n -> (n + 1) % 100));
      rule("divide", tx -> tx.require(6 / tx.get(left) == 9));
    }
  }

  @Test
  void aRuleThatThrowsIsToldWithTheShrunkWayThere() throws IOException {
    var err = new StringWriter();
    var run =
        new SimulateRun(
                DIVIDING.configure(Map.of()),
                Folders.below(folder),
                new PrintWriter(err),
                new Interruption())
            .run(SimulationOptions.defaults().withSeed(1), "./plimsoll simulate dividing", null);

    var lines = new SimulationText(run, folder.resolve("page.html")).lines();
    assertThat(ExitStatus.of(run.result())).isEqualTo(75);
    assertThat(lines).contains("FAILED    the model itself, in walk 1   " + told(lines));
    assertThat(lines)
        .contains("  threw      rule \"divide\": java.lang.ArithmeticException: / by zero")
        .anyMatch(line -> line.matches("  after      3 steps \\(shrunk from \\d+\\)"))
        .anyMatch(line -> line.endsWith("left  1 -> 0   <- throws from here"));
    assertThat(folder.resolve("reports/dividing.simulation.html"))
        .content()
        .contains("The rule “divide” threw an exception, in walk 1", "Shrunk from ");
    assertThat(err.toString()).isEmpty();
  }

  /// What stands in brackets, as it depends on the time.
  private static String told(List<String> lines) {
    return lines.get(1).replaceFirst("^[^(]*", "");
  }
}
