package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Ints;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds a short path around a fair component of a product: breadth-first to whatever is still
/// owed, and back.
final class LoopFinder {

  /// A step of the product.
  ///
  /// @param step in the graph of states, or {@link Product#STUTTER}
  /// @param node where it leads to
  private record Move(int step, int node) {}

  private final Product product;
  private final Actions actions;
  private final FairComponents components;

  /// By node: the search that has seen it last, and how it came there.
  private final int[] seen;

  private final int[] from;
  private final int[] by;
  private int searches;

  LoopFinder(Product product, Actions actions, FairComponents components) {
    this.product = product;
    this.actions = actions;
    this.components = components;
    seen = new int[product.size()];
    from = new int[product.size()];
    by = new int[product.size()];
  }

  private interface Goal {
    boolean isReached(int step, int node);
  }

  private interface Within {
    boolean contains(int node);
  }

  /// Finds one.
  ///
  /// @param start a node of a fair component
  /// @return the nodes after it; the last is the same
  List<Integer> find(int start) {
    return loop(start).stream().map(Move::node).toList();
  }

  private void expand(int node, Ints queue, Within within) {
    product.steps(
        node,
        (step, target) -> {
          if (seen[target] != searches && within.contains(target)) {
            seen[target] = searches;
            from[target] = node;
            by[target] = step;
            queue.add(target);
          }
        });
  }

  private List<Move> path(int last) {
    var path = new ArrayList<Move>();
    var node = last;
    while (from[node] != node) {
      path.add(new Move(by[node], node));
      node = from[node];
    }
    path.add(new Move(Product.STUTTER, node));
    return path.reversed();
  }

  private List<Move> loop(int start) {
    var owed = new Owed(start);
    var path = new ArrayList<Move>();
    var node = start;
    while (!owed.isEmpty()) {
      var way = way(node, start, owed::isPaidBy);
      way.forEach(owed::pay);
      path.addAll(way);
      node = path.getLast().node;
    }
    if (path.isEmpty() || node != start) {
      path.addAll(way(node, start, (step, target) -> target == start));
    }
    return path;
  }

  /// A shortest way of at least one step, within the component of a node, whose last step reaches
  /// the goal.
  private List<Move> way(int first, int component, Goal goal) {
    var queue = new Ints();
    searches++;
    seen[first] = searches;
    from[first] = first;
    queue.add(first);
    var found = new Move[1];
    for (var next = 0; next < queue.size(); next++) {
      var node = queue.get(next);
      product.steps(
          node,
          (step, target) -> {
            if (found[0] == null
                && components.areTogether(target, component)
                && goal.isReached(step, target)) {
              found[0] = new Move(step, target);
            }
          });
      if (found[0] != null) {
        var way = new ArrayList<>(path(node));
        way.removeFirst();
        way.add(found[0]);
        return way;
      }
      expand(node, queue, target -> components.areTogether(target, component));
    }
    throw new IllegalStateException("A fair component is not connected");
  }

  /// What the loop has still to do: to come to each accepting set, and to be fair to each action.
  private final class Owed {

    private final BitSet sets = new BitSet();

    /// Actions of which a step is owed.
    private final BitSet steps = new BitSet();

    /// Actions of which a step is owed, or a state in which there is none.
    private final BitSet weak = new BitSet();

    Owed(int start) {
      sets.set(0, product.sets());
      var enabled = enabledSomewhere(start);
      for (var action = 0; action < actions.size(); action++) {
        if (!actions.isStrong(action)) {
          weak.set(action);
        } else {
          steps.set(action, enabled.get(action));
        }
      }
      pay(new Move(Product.STUTTER, start));
    }

    private BitSet enabledSomewhere(int start) {
      var enabled = new BitSet();
      var queue = new Ints();
      searches++;
      seen[start] = searches;
      from[start] = start;
      queue.add(start);
      for (var next = 0; next < queue.size(); next++) {
        enabled.or(product.graph().enabled(product.state(queue.get(next))));
        expand(queue.get(next), queue, target -> components.areTogether(target, start));
      }
      return enabled;
    }

    boolean isEmpty() {
      return sets.isEmpty() && steps.isEmpty() && weak.isEmpty();
    }

    boolean isPaidBy(int step, int node) {
      if (product.accepting(node).intersects(sets)) {
        return true;
      }
      if (step != Product.STUTTER
          && (taken(step).intersects(steps) || taken(step).intersects(weak))) {
        return true;
      }
      var disabled = (BitSet) weak.clone();
      disabled.andNot(enabled(node));
      return !disabled.isEmpty();
    }

    void pay(Move move) {
      sets.andNot(product.accepting(move.node));
      if (move.step != Product.STUTTER) {
        steps.andNot(taken(move.step));
        weak.andNot(taken(move.step));
      }
      weak.and(enabled(move.node));
    }

    private BitSet taken(int step) {
      return product.graph().taken(step);
    }

    private BitSet enabled(int node) {
      return product.graph().enabled(product.state(node));
    }
  }
}
