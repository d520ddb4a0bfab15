package dev.plimsoll.properties.graph;

import dev.plimsoll.checker.Claim;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jspecify.annotations.Nullable;

/// The states of a model, or some of them, and every step between them.
///
/// All is in an order that depends on the model alone: states as breadth-first search finds them,
/// the steps out of each in order of rules, arguments and choices.
public final class StateGraph {

  /// A state.
  ///
  /// Vertices are told apart by their numbers.
  ///
  /// @param number in the order in which states are found, from 0, the first initial state or the
  ///     first of the trace
  /// @param distance how many steps away from an initial state, or from the trace
  /// @param isInitial whether the model starts in it
  /// @param traceSteps the steps of the trace whose state it is, from 0
  /// @param violated the claims that it violates
  /// @param failure what a rule or claim throws in it; null if none does
  /// @param leaving how many steps lead to states that are not in the graph
  public record Vertex(
      int number,
      SequencedMap<String, Value> state,
      int distance,
      boolean isInitial,
      List<Integer> traceSteps,
      List<String> violated,
      @Nullable String failure,
      int leaving) {
    public Vertex {
      state = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(state));
      traceSteps = List.copyOf(traceSteps);
      violated = List.copyOf(violated);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Vertex vertex && vertex.number == number;
    }

    @Override
    public int hashCode() {
      return Integer.hashCode(number);
    }
  }

  /// A step from one state to another. Edges are different objects even where their actions are
  /// equal.
  public static final class Edge {
    private final Trace.Action action;
    private final List<Integer> traceSteps;

    private Edge(Trace.Action action, List<Integer> traceSteps) {
      this.action = action;
      this.traceSteps = traceSteps;
    }

    /// What is done.
    public Trace.Action action() {
      return action;
    }

    /// The steps of the trace that it is, from 1; the step that closes a loop is numbered as if it
    /// came after the last one.
    public List<Integer> traceSteps() {
      return traceSteps;
    }
  }

  /// A state as it is found.
  private static final class Found {
    private final Explorer.Position position;
    private final int distance;
    private List<Explorer.Transition> steps = List.of();
    private @Nullable String failure;

    Found(Explorer.Position position, int distance) {
      this.position = position;
      this.distance = distance;
    }
  }

  private final Graph<Vertex, Edge> graph = new DirectedPseudograph<>(Edge.class);
  private final Explorer explorer;
  private final Extent extent;
  private final List<Claim> claims;
  private final List<Explorer.Position> path;
  private final SequencedMap<Explorer.Position, Found> found = new LinkedHashMap<>();
  private final SequencedMap<String, Value> start;

  private StateGraph(Model model, Extent extent) {
    this.extent = extent;
    explorer = new Explorer(model);
    claims =
        model.claims().stream()
            .filter(claim -> extent.claims().isEmpty() || extent.claims().contains(claim.name()))
            .toList();
    var initial = explorer.initial();
    var trace = extent.trace();
    path = trace == null ? List.of() : explorer.follow(trace);
    if (trace != null && path.size() < trace.length()) {
      throw new IllegalArgumentException(
          "The model cannot take step %d of the trace".formatted(path.size()));
    }
    start = initial.getFirst().values();
    find(trace == null ? initial : path);
    connect(vertices(new HashSet<>(initial)));
  }

  /// The graph of a model.
  ///
  /// @throws TooManyStatesException if there are more states than are wanted
  /// @throws IllegalArgumentException if the model does not fit the trace
  public static StateGraph of(Model model, Extent extent) {
    return new StateGraph(model, extent);
  }

  private void find(List<Explorer.Position> from) {
    from.forEach(position -> add(position, 0));
    var open = new ArrayList<>(found.values());
    for (var next = 0; next < open.size(); next++) {
      var state = open.get(next);
      expand(state);
      if (state.distance < extent.steps()) {
        for (var step : state.steps) {
          var known = found.size();
          add(step.target(), state.distance + 1);
          if (found.size() > known) {
            open.add(found.lastEntry().getValue());
          }
        }
      }
    }
  }

  private void add(Explorer.Position position, int distance) {
    found.computeIfAbsent(position, key -> new Found(key, distance));
    if (found.size() > extent.mostStates()) {
      throw new TooManyStatesException(extent.mostStates());
    }
  }

  private void expand(Found state) {
    try {
      state.steps = explorer.successors(state.position);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      state.failure = e.toString();
    }
  }

  private Map<Explorer.Position, Vertex> vertices(Set<Explorer.Position> initial) {
    var vertices = new LinkedHashMap<Explorer.Position, Vertex>();
    for (var state : found.values()) {
      var violated = violated(state);
      var leaving = state.steps.stream().filter(step -> !found.containsKey(step.target())).count();
      var vertex =
          new Vertex(
              vertices.size(),
              state.position.values(),
              state.distance,
              initial.contains(state.position),
              traceSteps(state.position),
              violated,
              state.failure,
              (int) leaving);
      vertices.put(state.position, vertex);
      graph.addVertex(vertex);
    }
    return vertices;
  }

  private List<String> violated(Found state) {
    var violated = new ArrayList<String>();
    for (var claim : claims) {
      try {
        if (isViolated(claim, state)) {
          violated.add(claim.name());
        }
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        state.failure = e.toString();
      }
    }
    return violated;
  }

  /// Whether a state alone, without a behaviour that it is part of, violates a claim.
  private boolean isViolated(Claim claim, Found state) {
    return switch (claim.kind()) {
      case ALWAYS -> !explorer.passes(claim, state.position);
      case DEADLOCK_FREE ->
          state.steps.isEmpty() && state.failure == null && !explorer.passes(claim, state.position);
      case SOMETIMES, LIVENESS -> false;
    };
  }

  private List<Integer> traceSteps(Explorer.Position position) {
    var steps = new ArrayList<Integer>();
    for (var step = 0; step < path.size(); step++) {
      if (path.get(step).equals(position)) {
        steps.add(step);
      }
    }
    return steps;
  }

  private void connect(Map<Explorer.Position, Vertex> vertices) {
    for (var state : found.values()) {
      var taken = new HashSet<Integer>();
      for (var step : state.steps) {
        var target = vertices.get(step.target());
        if (target != null) {
          var traceSteps = traceSteps(state.position, step);
          traceSteps.removeIf(each -> !taken.add(each));
          graph.addEdge(
              vertices.get(state.position),
              target,
              new Edge(step.action(), List.copyOf(traceSteps)));
        }
      }
    }
  }

  /// The steps of the trace that a transition is.
  private List<Integer> traceSteps(Explorer.Position from, Explorer.Transition transition) {
    var steps = new ArrayList<Integer>();
    var trace = extent.trace();
    if (trace == null) {
      return steps;
    }
    for (var step = 1; step < path.size(); step++) {
      if (path.get(step - 1).equals(from)
          && path.get(step).equals(transition.target())
          && transition.action().equals(trace.steps().get(step).action())) {
        steps.add(step);
      }
    }
    var loop = trace.loop();
    if (loop != null
        && loop < path.size() - 1
        && path.getLast().equals(from)
        && path.get(loop).equals(transition.target())
        && transition.action().equals(trace.steps().get(loop).action())) {
      steps.add(path.size());
    }
    return steps;
  }

  /// The graph, for the algorithms of JGraphT; it cannot be changed.
  public Graph<Vertex, Edge> graph() {
    return new AsUnmodifiableGraph<>(graph);
  }

  /// The first state that the model starts in.
  public SequencedMap<String, Value> start() {
    return start;
  }
}
