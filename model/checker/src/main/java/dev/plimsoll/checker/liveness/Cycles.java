package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Ints;
import java.util.BitSet;
import java.util.function.BooleanSupplier;

/// The states that a behaviour can come to again and again: those that lie on a cycle of steps, and
/// those that it may stay in, as no action that fairness is assumed of can be taken there.
///
/// Most states of many models are neither, as budgets only fall. The steps out of each state are
/// asked for once, in depth-first order, and none is kept but those on the way to the state that is
/// looked at (Pearce, "An Improved Algorithm for Finding the Strongly Connected Components of a
/// Directed Graph", 2005: one number for each state).
final class Cycles {

  private static final int OFTEN = 1 << 12;

  private final StateGraph graph;
  private final BooleanSupplier isStopped;

  /// By state: 0 before it was reached; then when the first that it reaches was; in the end the
  /// number of its component, which are given out from the largest down.
  private final int[] mark;

  private final BitSet cyclic = new BitSet();
  private final BitSet resting = new BitSet();

  private final Ints path = new Ints();
  private final Ints entered = new Ints();
  private final Ints position = new Ints();
  private final Ints targets = new Ints();
  private final Ints open = new Ints();
  private int reached = 1;
  private int components;
  private int looked;

  Cycles(StateGraph graph, BooleanSupplier isStopped) {
    this.graph = graph;
    this.isStopped = isStopped;
    mark = new int[graph.size()];
  }

  /// Looks at all states.
  ///
  /// @return false if it was stopped before it knew
  boolean find() {
    for (var state : graph.initial) {
      if (mark[state] == 0 && !search(state)) {
        return false;
      }
    }
    return true;
  }

  /// The states that lie on a cycle.
  BitSet cyclic() {
    return cyclic;
  }

  /// The states in which no action can be taken that fairness is assumed of.
  BitSet resting() {
    return resting;
  }

  /// Whether two states that lie on cycles lie on one together.
  boolean areTogether(int state, int other) {
    return mark[state] == mark[other];
  }

  private boolean search(int root) {
    enter(root);
    while (!path.isEmpty()) {
      if (position.getLast() < targets.size()) {
        var next = targets.removeLast();
        if (mark[next] == 0) {
          if (looked % OFTEN == 0 && isStopped.getAsBoolean()) {
            return false;
          }
          enter(next);
        } else {
          reach(path.getLast(), next);
        }
      } else {
        leave();
      }
    }
    return true;
  }

  private void enter(int state) {
    looked++;
    mark[state] = reached;
    path.add(state);
    entered.add(reached);
    position.add(targets.size());
    reached++;
    graph.look(state);
    for (var step = 0; step < graph.steps(); step++) {
      targets.add(graph.target(step));
    }
    if (graph.enabled() == ActionSets.NONE) {
      resting.set(state);
    }
  }

  private void reach(int state, int target) {
    mark[state] = Math.min(mark[state], mark[target]);
  }

  private void leave() {
    var state = path.removeLast();
    position.removeLast();
    if (mark[state] == entered.removeLast()) {
      close(state);
    } else {
      open.add(state);
    }
    if (!path.isEmpty()) {
      reach(path.getLast(), state);
    }
  }

  /// Ends a component, whose other states are the last that are open.
  private void close(int root) {
    var first = mark[root];
    var component = Integer.MAX_VALUE - components;
    components++;
    reached--;
    while (!open.isEmpty() && mark[open.getLast()] >= first) {
      var state = open.removeLast();
      mark[state] = component;
      reached--;
      cyclic.set(state);
      cyclic.set(root);
    }
    mark[root] = component;
  }
}
