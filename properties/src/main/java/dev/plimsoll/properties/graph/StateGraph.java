package dev.plimsoll.properties.graph;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;

/// Every state of a small model, and every action between them.
public final class StateGraph {

  /// The most states of a graph that is made to be looked at.
  public static final int MOST_STATES = 200;

  /// A state.
  ///
  /// @param number in breadth-first order, from 0, the initial state
  public record Vertex(int number, Map<String, Value> state) {
    public Vertex {
      state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }
  }

  /// An action that leads from one state to another. Edges are different objects even where their
  /// actions are equal.
  public static final class Edge {
    private final Trace.Action action;

    private Edge(Trace.Action action) {
      this.action = action;
    }

    /// The action.
    public Trace.Action action() {
      return action;
    }
  }

  private final Graph<Vertex, Edge> graph = new DirectedPseudograph<>(Edge.class);

  private StateGraph() {}

  /// The graph of a model.
  ///
  /// @throws IllegalArgumentException if the model has more than {@link #MOST_STATES} states
  public static StateGraph of(Model model) {
    var states = new StateGraph();
    states.explore(new Explorer(model));
    return states;
  }

  private void explore(Explorer explorer) {
    var vertices = new HashMap<Explorer.Position, Vertex>();
    var open = new ArrayDeque<Explorer.Position>();
    for (var position : explorer.initial()) {
      open.add(position);
      vertices.put(position, add(position));
    }
    while (!open.isEmpty()) {
      var position = open.removeFirst();
      var from = vertices.get(position);
      for (var transition : explorer.successors(position)) {
        var target = transition.target();
        var to =
            vertices.computeIfAbsent(
                target,
                found -> {
                  open.add(found);
                  return add(found);
                });
        graph.addEdge(from, to, new Edge(transition.action()));
      }
    }
  }

  private Vertex add(Explorer.Position position) {
    var number = graph.vertexSet().size();
    if (number == MOST_STATES) {
      throw new IllegalArgumentException(
          "The model has more than %d states: choose smaller parameters to draw it"
              .formatted(MOST_STATES));
    }
    var vertex = new Vertex(number, position.values());
    graph.addVertex(vertex);
    return vertex;
  }

  /// The graph, for the algorithms of JGraphT; it cannot be changed.
  public Graph<Vertex, Edge> graph() {
    return new AsUnmodifiableGraph<>(graph);
  }

  /// The graph in the language of Graphviz: a node for each state, labelled with its variables, an
  /// edge for each action; the same text in every run.
  public String dot() {
    var exporter = new DOTExporter<Vertex, Edge>(vertex -> "s" + vertex.number());
    exporter.setVertexAttributeProvider(StateGraph::attributes);
    exporter.setEdgeAttributeProvider(
        edge -> Map.of("label", DefaultAttribute.createAttribute(edge.action().toString())));
    var text = new StringWriter();
    exporter.exportGraph(graph, text);
    return text.toString();
  }

  private static Map<String, Attribute> attributes(Vertex vertex) {
    var attributes = new LinkedHashMap<String, Attribute>();
    var label =
        vertex.state().entrySet().stream()
            .map(variable -> variable.getKey() + " = " + variable.getValue())
            .collect(Collectors.joining("\n"));
    attributes.put("label", DefaultAttribute.createAttribute(label));
    attributes.put("shape", DefaultAttribute.createAttribute("box"));
    if (vertex.number() == 0) {
      attributes.put("penwidth", DefaultAttribute.createAttribute("3"));
    }
    return attributes;
  }
}
