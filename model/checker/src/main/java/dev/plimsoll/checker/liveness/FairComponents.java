package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Ints;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/// The parts of a product around which a behaviour can go forever, fairly and accepted.
///
/// They are strongly connected components (Tarjan, "Depth-first Search and Linear Graph
/// Algorithms", 1972), or lie inside of one: where a strongly fair action can be taken somewhere in
/// a component but is nowhere, a fair behaviour comes to those states only finitely often, so they
/// are taken out and the rest is looked through again (Emerson, Lei, "Modalities for Model
/// Checking", 1987). Fairness is about steps as well as states, and never multiplied out.
final class FairComponents {

  private static final int OFTEN = 1 << 16;
  private static final int DONE = Integer.MAX_VALUE;

  private final Product product;
  private final Actions actions;
  private final BooleanSupplier isStopped;

  /// By node: the region that it belongs to, from 0, which is what was not looked at yet.
  private final int[] region;

  private final BitSet fair = new BitSet();
  private final Deque<Part> open = new ArrayDeque<>();
  private int regions;

  // Tarjan's: by node, when it was reached first (0: not yet), and the lowest that it reaches.
  private final int[] index;
  private final int[] low;
  private final Ints component = new Ints();
  private final Ints path = new Ints();
  private final Ints position = new Ints();
  private final Ints successors = new Ints();
  private int reached;

  /// Nodes to be looked through, which make up a region.
  private record Part(int region, Ints nodes) {}

  FairComponents(Product product, Actions actions, BooleanSupplier isStopped) {
    this.product = product;
    this.actions = actions;
    this.isStopped = isStopped;
    region = new int[product.size()];
    index = new int[product.size()];
    low = new int[product.size()];
  }

  /// Looks through all nodes, whether a behaviour comes to them or not.
  ///
  /// @return false if it was stopped before it knew
  boolean find() {
    for (var node = 0; node < product.size(); node++) {
      if (region[node] == 0 && product.fits(node) && !search(node, 0)) {
        return false;
      }
    }
    while (!open.isEmpty()) {
      var part = open.removeFirst();
      for (var at = 0; at < part.nodes.size(); at++) {
        var node = part.nodes.get(at);
        if (index[node] == 0 && !search(node, part.region)) {
          return false;
        }
      }
    }
    return true;
  }

  boolean isEmpty() {
    return fair.isEmpty();
  }

  /// Whether a node is in such a part.
  boolean isFair(int node) {
    return fair.get(region[node]);
  }

  boolean areTogether(int node, int other) {
    return region[node] == region[other];
  }

  private boolean search(int root, int within) {
    enter(root);
    while (!path.isEmpty()) {
      var node = path.getLast();
      if (position.getLast() < successors.size()) {
        var next = successors.removeLast();
        if (region[next] != within) {
          continue;
        }
        if (index[next] == 0) {
          if (reached % OFTEN == 0 && isStopped.getAsBoolean()) {
            return false;
          }
          enter(next);
        } else if (index[next] != DONE) {
          low[node] = Math.min(low[node], index[next]);
        }
      } else {
        leave(node);
      }
    }
    return true;
  }

  private void enter(int node) {
    reached++;
    index[node] = reached;
    low[node] = reached;
    component.add(node);
    path.add(node);
    position.add(successors.size());
    product.steps(node, (step, target) -> successors.add(target));
  }

  private void leave(int node) {
    path.removeLast();
    position.removeLast();
    if (!path.isEmpty()) {
      low[path.getLast()] = Math.min(low[path.getLast()], low[node]);
    }
    if (low[node] == index[node]) {
      var nodes = new Ints();
      int last;
      do {
        last = component.removeLast();
        index[last] = DONE;
        nodes.add(last);
      } while (last != node);
      judge(nodes);
    }
  }

  /// What there is in a component.
  private final class Content {
    final BitSet accepting = new BitSet();
    final BitSet taken = new BitSet();
    final BitSet enabledSomewhere = new BitSet();
    final BitSet enabledEverywhere = new BitSet();
    boolean hasStep;

    Content(Ints nodes) {
      enabledEverywhere.set(0, actions.size());
      for (var at = 0; at < nodes.size(); at++) {
        var node = nodes.get(at);
        accepting.or(product.accepting(node));
        var enabled = product.graph().enabled(product.state(node));
        enabledSomewhere.or(enabled);
        enabledEverywhere.and(enabled);
        product.steps(
            node,
            (step, target) -> {
              if (areTogether(node, target)) {
                hasStep = true;
                if (step != Product.STUTTER) {
                  taken.or(product.graph().taken(step));
                }
              }
            });
      }
    }
  }

  private void judge(Ints nodes) {
    regions++;
    for (var at = 0; at < nodes.size(); at++) {
      region[nodes.get(at)] = regions;
    }
    var content = new Content(nodes);
    if (!content.hasStep || content.accepting.cardinality() < product.sets()) {
      return;
    }
    var starved = new BitSet();
    for (var action = 0; action < actions.size(); action++) {
      if (!content.taken.get(action)) {
        if (content.enabledEverywhere.get(action)) {
          return;
        }
        starved.set(action, actions.isStrong(action) && content.enabledSomewhere.get(action));
      }
    }
    if (starved.isEmpty()) {
      fair.set(regions);
    } else {
      lookInside(nodes, starved);
    }
  }

  /// Looks through what is left without the states in which some actions can be taken.
  private void lookInside(Ints nodes, BitSet starved) {
    regions++;
    var rest = new Ints();
    for (var at = 0; at < nodes.size(); at++) {
      var node = nodes.get(at);
      if (!product.graph().enabled(product.state(node)).intersects(starved)) {
        rest.add(node);
        region[node] = regions;
        index[node] = 0;
      }
    }
    open.add(new Part(regions, rest));
  }
}
