package dev.plimsoll.properties.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.properties.graph.StateGraph.Vertex;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.GraphImporter;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.nio.json.JSONImporter;
import org.junit.jupiter.api.Test;

final class GraphFormatTest {

  private static final class Lamp extends Model {
    Lamp() {
      var lit = cell("lit", false);
      rule("switch", tx -> tx.update(lit, was -> !was));
      rule("look", tx -> tx.require(tx.get(lit)));
      never("is lit", s -> s.get(lit));
    }
  }

  /// A model whose names and values are written by somebody who wants to get out of the text.
  private static final class Hostile extends Model {
    static final String TEXT = "\"];\\\" evil [label=\"<b>&\\n\u0000\u001b]]>\ud83d\uffff</data>\\";

    Hostile() {
      var words = cell(TEXT, "harmless");
      rule(TEXT, tx -> tx.require(words, "harmless").set(words, TEXT));
      never(TEXT, s -> s.get(words).equals(TEXT));
    }
  }

  @Test
  void aGraphIsWrittenAsDotWithItsStatesAndSteps() {
    assertThat(GraphFormat.DOT.write(StateGraph.of(new Lamp(), Extent.ALL)))
        .isEqualToNormalizingNewlines(
            """
            digraph G {
              s0 [ label="s0, initial\\llit = false\\l" shape="box" penwidth="3" ];
              s1 [ label="s1\\lviolates \\"is lit\\"\\llit = true\\l" shape="box" style="filled" \
            color="#a3261d" fillcolor="#fbeae8" ];
              s0 -> s1 [ label="switch" ];
              s1 -> s0 [ label="switch" ];
              s1 -> s1 [ label="look" ];
            }
            """);
  }

  @Test
  void aGraphIsWrittenAsJsonWithTheVariablesOfItsStates() {
    assertThat(GraphFormat.JSON.write(StateGraph.of(new Lamp(), Extent.ALL)))
        .contains(
            "{\"id\":\"s1\",\"label\":\"s1\\nviolates \\\"is lit\\\"\\nlit = true\",\"distance\":1,"
                + "\"initial\":false,\"leaving\":0,\"violates\":\"is lit\",\"state.lit\":\"true\"}")
        .contains("\"source\":\"s1\",\"target\":\"s0\",\"label\":\"switch\",\"rule\":\"switch\"}");
  }

  @Test
  void aGraphThatIsReadBackIsTheSameGraph() {
    var model = StateGraphTest.doubleVote();
    var trace = StateGraphTest.counterexample(model);
    for (var graph :
        List.of(
            StateGraph.of(StateGraphTest.model("lock", Map.of()), Extent.ALL),
            StateGraph.of(
                StateGraphTest.model("two-phase-commit", Map.of("managers", "2")), Extent.ALL),
            StateGraph.of(model, Extent.ALL.around(trace, 1)))) {
      for (var format : GraphFormat.values()) {
        assertThat(read(format, format.write(graph))).as("%s", format).isEqualTo(written(graph));
      }
    }
  }

  @Test
  void namesAndValuesCannotBreakOutOfTheText() {
    var graph = StateGraph.of(new Hostile(), Extent.ALL);

    assertThat(graph.graph().edgeSet()).hasSize(1);
    for (var format : GraphFormat.values()) {
      assertThat(read(format, format.write(graph))).as("%s", format).isEqualTo(written(graph));
      assertThat(format.write(graph).chars().filter(code -> code != '\n' && code < ' ')).isEmpty();
    }
  }

  @Test
  void theSameGraphIsTheSameTextEveryTime() {
    var trace = StateGraphTest.counterexample(StateGraphTest.doubleVote());
    var once = StateGraph.of(StateGraphTest.doubleVote(), Extent.ALL.around(trace, 1));
    var again = StateGraph.of(StateGraphTest.doubleVote(), Extent.ALL.around(trace, 1));

    for (var format : GraphFormat.values()) {
      assertThat(format.write(again)).isEqualTo(format.write(once));
    }
  }

  @Test
  void aLongLabelIsCutAndSaysSo() {
    class Wide extends Model {
      Wide() {
        var places = cells("place", 30, "x");
        rule("fill", tx -> places.forEach(p -> tx.set(p, "y".repeat(500))));
      }
    }
    var label = Label.of(vertex(new Wide(), 1), StateGraph.of(new Wide(), Extent.ALL).start());

    assertThat(label).hasSize(14).allMatch(line -> line.length() < 90);
    assertThat(label.getLast()).isEqualTo("... 18 more");
  }

  private static Vertex vertex(Model model, int number) {
    return StateGraph.of(model, Extent.ALL).graph().vertexSet().stream()
        .filter(vertex -> vertex.number() == number)
        .findFirst()
        .orElseThrow();
  }

  /// How many steps lead from each state to each.
  private static Map<String, Long> written(StateGraph graph) {
    var steps = new TreeMap<String, Long>();
    for (var vertex : graph.graph().vertexSet()) {
      steps.put("s" + vertex.number(), 1L);
    }
    for (var edge : graph.graph().edgeSet()) {
      var from = graph.graph().getEdgeSource(edge).number();
      var to = graph.graph().getEdgeTarget(edge).number();
      steps.merge("s%d -> s%d".formatted(from, to), 1L, Long::sum);
    }
    return steps;
  }

  private static Map<String, Long> read(GraphFormat format, String text) {
    var graph = new DirectedPseudograph<String, DefaultEdge>(DefaultEdge.class);
    importer(format).importGraph(graph, new StringReader(text));
    var steps = new TreeMap<String, Long>();
    graph.vertexSet().forEach(vertex -> steps.put(vertex, 1L));
    for (var edge : graph.edgeSet()) {
      var step = graph.getEdgeSource(edge) + " -> " + graph.getEdgeTarget(edge);
      steps.merge(step, 1L, Long::sum);
    }
    return steps;
  }

  private static GraphImporter<String, DefaultEdge> importer(GraphFormat format) {
    return switch (format) {
      case DOT -> {
        var importer = new DOTImporter<String, DefaultEdge>();
        importer.setVertexFactory(id -> id);
        yield importer;
      }
      case GRAPHML -> {
        var importer = new GraphMLImporter<String, DefaultEdge>();
        importer.setVertexFactory(id -> id);
        yield importer;
      }
      case JSON -> {
        var importer = new JSONImporter<String, DefaultEdge>();
        importer.setVertexFactory(id -> id);
        yield importer;
      }
    };
  }
}
