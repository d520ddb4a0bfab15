package dev.plimsoll.properties.graph;

import dev.plimsoll.properties.graph.StateGraph.Edge;
import dev.plimsoll.properties.graph.StateGraph.Vertex;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;
import org.jgrapht.nio.json.JSONExporter;

/// How a state graph is written down; the same text in every run.
public enum GraphFormat {
  /// The language of Graphviz: to be looked at.
  DOT {
    @Override
    public String write(StateGraph graph) {
      return dot(graph);
    }
  },
  /// XML that many graph tools read.
  GRAPHML {
    @Override
    public String write(StateGraph graph) {
      return graphMl(graph);
    }
  },
  /// An object with the lists `nodes` and `edges`.
  JSON {
    @Override
    public String write(StateGraph graph) {
      return json(graph);
    }
  };

  /// What the attributes of variables begin with.
  private static final String STATE = "state.";

  private static final String INK = "#1c5382";
  private static final String PATH = "#e4eef8";
  private static final String WRONG = "#a3261d";
  private static final String WRONG_PAPER = "#fbeae8";

  /// The graph as text.
  public abstract String write(StateGraph graph);

  /// The word of the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  // ---- DOT

  private static String dot(StateGraph graph) {
    var exporter = new DOTExporter<Vertex, Edge>(GraphFormat::id);
    exporter.setVertexAttributeProvider(vertex -> drawn(vertex, graph));
    exporter.setEdgeAttributeProvider(GraphFormat::drawn);
    var text = new StringWriter();
    exporter.exportGraph(graph.graph(), text);
    return text.toString();
  }

  private static Map<String, Attribute> drawn(Vertex vertex, StateGraph graph) {
    var attributes = new LinkedHashMap<String, Attribute>();
    put(attributes, "label", lines(Label.of(vertex, graph.start())));
    put(attributes, "shape", "box");
    if (vertex.isInitial()) {
      put(attributes, "penwidth", "3");
    }
    var isWrong = !vertex.violated().isEmpty() || vertex.failure() != null;
    var isOnTrace = !vertex.traceSteps().isEmpty();
    if (isWrong || isOnTrace || vertex.leaving() > 0) {
      put(
          attributes,
          "style",
          (isWrong || isOnTrace ? "filled" : "solid") + (vertex.leaving() > 0 ? ",dashed" : ""));
    }
    if (isWrong) {
      put(attributes, "color", WRONG);
      put(attributes, "fillcolor", WRONG_PAPER);
    } else if (isOnTrace) {
      put(attributes, "color", INK);
      put(attributes, "fillcolor", PATH);
    }
    return attributes;
  }

  private static Map<String, Attribute> drawn(Edge edge) {
    var attributes = new LinkedHashMap<String, Attribute>();
    put(attributes, "label", escaped(Label.of(edge)));
    if (!edge.traceSteps().isEmpty()) {
      put(attributes, "color", INK);
      put(attributes, "penwidth", "3");
    }
    return attributes;
  }

  /// Lines that are flush left.
  private static String lines(List<String> lines) {
    return lines.stream().map(line -> escaped(line) + "\\l").collect(Collectors.joining());
  }

  /// Backslashes stand for themselves. (The exporter sees to quotes.)
  private static String escaped(String text) {
    return text.replace("\\", "\\\\");
  }

  // ---- GraphML and JSON

  private static String graphMl(StateGraph graph) {
    var names = tokens(graph.start().sequencedKeySet());
    var exporter = new GraphMLExporter<Vertex, Edge>(GraphFormat::id);
    var states = new LinkedHashMap<String, AttributeType>();
    var steps = new LinkedHashMap<String, AttributeType>();
    graph.graph().vertexSet().forEach(vertex -> addTypes(states, told(vertex, graph, names)));
    graph.graph().edgeSet().forEach(edge -> addTypes(steps, told(edge)));
    states.forEach(
        (name, type) -> {
          var isOfBoth = steps.containsKey(name);
          var category = isOfBoth ? AttributeCategory.ALL : AttributeCategory.NODE;
          exporter.registerAttribute(name, category, type);
        });
    steps.keySet().removeAll(states.keySet());
    steps.forEach((name, type) -> exporter.registerAttribute(name, AttributeCategory.EDGE, type));
    exporter.setVertexAttributeProvider(vertex -> told(vertex, graph, names));
    exporter.setEdgeAttributeProvider(GraphFormat::told);
    var text = new StringWriter();
    exporter.exportGraph(graph.graph(), text);
    return text.toString();
  }

  private static void addTypes(
      Map<String, AttributeType> types, Map<String, Attribute> attributes) {
    attributes.forEach((name, attribute) -> types.putIfAbsent(name, attribute.getType()));
  }

  /// For each variable the name of its attribute: in GraphML a name token, without spaces and such.
  private static Map<String, String> tokens(SequencedSet<String> variables) {
    var tokens = new LinkedHashSet<String>();
    var names = new LinkedHashMap<String, String>();
    for (var variable : variables) {
      var token = STATE + variable.replaceAll("[^\\p{Alnum}_.-]", "_");
      while (!tokens.add(token)) {
        token += "_";
      }
      names.put(variable, token);
    }
    return names;
  }

  private static String json(StateGraph graph) {
    var names = new LinkedHashMap<String, String>();
    graph.start().keySet().forEach(name -> names.put(name, STATE + Label.printable(name)));
    var exporter = new JSONExporter<Vertex, Edge>(GraphFormat::id);
    exporter.setVertexAttributeProvider(vertex -> told(vertex, graph, names));
    exporter.setEdgeAttributeProvider(GraphFormat::told);
    var text = new StringWriter();
    exporter.exportGraph(graph.graph(), text);
    return text.append('\n').toString();
  }

  private static String id(Vertex vertex) {
    return "s" + vertex.number();
  }

  private static SequencedMap<String, Attribute> told(
      Vertex vertex, StateGraph graph, Map<String, String> names) {
    var attributes = new LinkedHashMap<String, Attribute>();
    put(attributes, "label", String.join("\n", Label.of(vertex, graph.start())));
    attributes.put("distance", DefaultAttribute.createAttribute(vertex.distance()));
    attributes.put("initial", DefaultAttribute.createAttribute(vertex.isInitial()));
    attributes.put("leaving", DefaultAttribute.createAttribute(vertex.leaving()));
    if (!vertex.traceSteps().isEmpty()) {
      put(attributes, "step", Label.numbers(vertex.traceSteps()));
    }
    if (!vertex.violated().isEmpty()) {
      put(attributes, "violates", Label.printable(String.join("; ", vertex.violated())));
    }
    var failure = vertex.failure();
    if (failure != null) {
      put(attributes, "throws", Label.printable(failure));
    }
    names.forEach(
        (variable, name) -> {
          var value = Objects.requireNonNull(vertex.state().get(variable));
          put(attributes, name, Label.printable(value.toString()));
        });
    return attributes;
  }

  private static SequencedMap<String, Attribute> told(Edge edge) {
    var attributes = new LinkedHashMap<String, Attribute>();
    put(attributes, "label", Label.of(edge));
    put(attributes, "rule", Label.printable(edge.action().rule()));
    putAll(attributes, "arguments", edge.action().arguments());
    putAll(attributes, "choices", edge.action().choices());
    if (!edge.traceSteps().isEmpty()) {
      put(attributes, "step", Label.numbers(edge.traceSteps()));
    }
    return attributes;
  }

  private static void putAll(Map<String, Attribute> into, String name, List<?> values) {
    if (!values.isEmpty()) {
      var text = values.stream().map(Object::toString).collect(Collectors.joining(", "));
      put(into, name, Label.printable(text));
    }
  }

  private static void put(Map<String, Attribute> into, String name, String value) {
    into.put(name, DefaultAttribute.createAttribute(value));
  }
}
