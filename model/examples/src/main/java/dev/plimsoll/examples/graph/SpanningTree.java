package dev.plimsoll.examples.graph;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Nodes of a graph find their distance from node 0, and with it a tree: whoever has a neighbour
/// that is nearer by more than one makes it its parent and comes nearer, by one or by more.
///
/// Follows the specification "SpanTree" by Lamport in the TLA+ Examples. The graph is the one of
/// its model, for five nodes; others go on in the same way:
///
/// ```
///     1 ----- 3
///   /   \   /   \
/// 0 ----- 2 ----- 4
/// ```
///
/// What it leaves out: graphs in which some nodes cannot be reached.
public class SpanningTree extends Model {
  final Cells<Integer> parent;
  final Cells<Integer> distance;

  /// @param nodes at least 3
  SpanningTree(int nodes) {
    var numbers = IntStream.range(0, nodes).boxed().toList();
    var far = nodes + 1;
    parent = cells("parent", numbers);
    distance = cells("distance", numbers.stream().map(node -> node == 0 ? 0 : far).toList());
    var neighbours = distance.pairs().stream().filter(SpanningTree::isEdge).toList();

    rule("come nearer", neighbours, this::comeNearer);
    weaklyFair();

    always(
        "where nothing is to be done it is a tree",
        distance,
        (s, node) -> !isFinished(s, neighbours) || hasParent(s, node));
    sometimes(
        "all have a parent, but not the nearest",
        s -> distance.stream().allMatch(node -> hasParent(s, node)) && !isFinished(s, neighbours));
    eventually("in the end nothing is to be done", s -> isFinished(s, neighbours));
  }

  private static boolean isEdge(Cells.Pair<Integer> pair) {
    return Math.abs(pair.first().index() - pair.second().index()) <= 2;
  }

  private void comeNearer(Transaction tx, Cells.Pair<Integer> pair) {
    var least = tx.get(pair.second()) + 1;
    var most = tx.get(pair.first()) - 1;
    tx.set(pair.first(), tx.choose(IntStream.rangeClosed(least, most).boxed().toList()));
    tx.set(parent.get(pair.first().index()), pair.second().index());
  }

  private static boolean isFinished(State s, List<Cells.Pair<Integer>> neighbours) {
    return neighbours.stream().allMatch(pair -> s.get(pair.first()) <= s.get(pair.second()) + 1);
  }

  /// Whether a node's parent is a neighbour that is nearer by one; node 0 has none.
  private boolean hasParent(State s, Cell<Integer> node) {
    var other = distance.get(s.get(parent.get(node.index())));
    return node.index() == 0
        ? s.get(node) == 0 && other.equals(node)
        : isEdge(new Cells.Pair<>(node, other)) && s.get(node) == s.get(other) + 1;
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "spanning-tree",
        "nodes of a graph find their distances from one of them, and with them a tree",
        "TLA+ Examples, SpanningTree, SpanTree",
        List.of(Parameter.integer("nodes", 5, 3, 8, "nodes of a strip of triangles")),
        parameters -> new SpanningTree(parameters.integer("nodes")));
  }
}
