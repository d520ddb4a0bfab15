package dev.plimsoll.network.netfilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.traverse.BreadthFirstIterator;

/// Which chain of a table calls which: the vertices are chains, the edges are rules that jump.
public final class ChainGraph {

  /// One rule that jumps or goes to another chain.
  ///
  /// @param number the rule's number in its chain, from 1; tells equal rules apart
  public record Call(String from, int number, String to, int line) {}

  private final Graph<String, Call> graph = new DirectedPseudograph<>(Call.class);
  private final Table table;

  /// The graph of a table; jumps to chains that are not there are left out.
  public ChainGraph(Table table) {
    this.table = table;
    table.chains().keySet().forEach(graph::addVertex);
    for (Chain chain : table.chains().values()) {
      int number = 0;
      for (Rule rule : chain.rules()) {
        number++;
        Optional<String> to = callee(rule);
        if (to.isPresent() && graph.containsVertex(to.get())) {
          graph.addEdge(
              chain.name(), to.get(), new Call(chain.name(), number, to.get(), rule.line()));
        }
      }
    }
  }

  /// The chain that a rule calls, if it calls one.
  public static Optional<String> callee(Rule rule) {
    return switch (rule.target()) {
      case Target.Jump(var chain) -> Optional.of(chain);
      case Target.Goto(var chain) -> Optional.of(chain);
      case Target target -> Optional.empty();
    };
  }

  /// The graph itself, for drawing.
  public Graph<String, Call> graph() {
    return graph;
  }

  /// The chains that a packet can get to from a chain, the chain itself included.
  public Set<String> reachableFrom(String chain) {
    var reached = new TreeSet<String>();
    new BreadthFirstIterator<>(graph, chain).forEachRemaining(reached::add);
    return reached;
  }

  /// The chains that a packet can get to from some hook.
  public Set<String> reachable() {
    var reached = new TreeSet<String>();
    table.name().hooks().stream()
        .map(Hook::name)
        .filter(graph::containsVertex)
        .forEach(hook -> reached.addAll(reachableFrom(hook)));
    return reached;
  }

  /// The calls of one loop that a packet can get into; empty if there is none.
  public List<Call> loop() {
    var walked = new AsSubgraph<>(graph, reachable());
    for (String chain : new TreeSet<>(new CycleDetector<>(walked).findCycles())) {
      for (String next : Graphs.successorListOf(walked, chain)) {
        var back = BFSShortestPath.findPathBetween(walked, next, chain);
        if (back != null) {
          var calls = new ArrayList<Call>();
          calls.add(walked.getEdge(chain, next));
          calls.addAll(back.getEdgeList());
          return calls;
        }
      }
    }
    return List.of();
  }
}
