package dev.plimsoll.properties.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Map;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.junit.jupiter.api.Test;

final class StateGraphTest {

  private static final class Lamp extends Model {
    Lamp() {
      var lit = cell("lit", false);
      rule("switch", tx -> tx.update(lit, was -> !was));
      rule("look", tx -> tx.require(tx.get(lit)));
    }
  }

  @Test
  void aGraphIsWrittenAsDotWithItsStatesAndActions() {
    assertThat(StateGraph.of(new Lamp()).dot())
        .isEqualToNormalizingNewlines(
            """
            digraph G {
              s0 [ label="lit = false" shape="box" penwidth="3" ];
              s1 [ label="lit = true" shape="box" ];
              s0 -> s1 [ label="switch" ];
              s1 -> s0 [ label="switch" ];
              s1 -> s1 [ label="look" ];
            }
            """);
  }

  @Test
  void aGraphHoldsEveryStateAndStepOfTheSearch() {
    var model = twoPhaseCommit("2");
    var result = Search.check(model, SearchOptions.defaults());

    var graph = StateGraph.of(model).graph();

    assertThat(graph.vertexSet()).hasSize((int) result.distinct());
    assertThat(graph.edgeSet()).hasSize((int) result.generated() - 1);
    assertThat(new ConnectivityInspector<>(graph).isConnected()).isTrue();
  }

  @Test
  void aModelThatIsTooLargeToDrawIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StateGraph.of(twoPhaseCommit("3")))
        .withMessageContaining("more than 200 states");
  }

  private static Model twoPhaseCommit(String managers) {
    return Catalog.load().find("two-phase-commit").configure(Map.of("managers", managers)).model();
  }
}
