package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Ints;
import java.util.Arrays;
import java.util.BitSet;

/// The part of a graph of states that a behaviour can stay in: states, with numbers of their own in
/// the same order, and the steps between those that lie on a cycle together.
final class CycleGraph {

  private final int[] states;
  private final ActionSets sets;

  /// By state: the index of its first step; and the number of steps.
  private final Ints first = new Ints();

  private final Ints targets = new Ints();
  private final Ints taken = new Ints();
  private final Ints enabled = new Ints();

  private CycleGraph(int[] states, ActionSets sets) {
    this.states = states;
    this.sets = sets;
    first.add(0);
  }

  /// The states that lie on cycles.
  static CycleGraph of(StateGraph graph, Cycles cycles) {
    var of = new CycleGraph(cycles.cyclic().stream().toArray(), graph.sets());
    for (var state : of.states) {
      graph.look(state);
      for (var step = 0; step < graph.steps(); step++) {
        var target = graph.target(step);
        if (cycles.areTogether(state, target)) {
          of.targets.add(of.find(target));
          of.taken.add(graph.taken(step));
        }
      }
      of.first.add(of.targets.size());
      of.enabled.add(graph.enabled());
    }
    return of;
  }

  /// A state in which no action can be taken that fairness is assumed of.
  static CycleGraph ofResting(StateGraph graph, int state) {
    var of = new CycleGraph(new int[] {state}, graph.sets());
    of.first.add(0);
    of.enabled.add(ActionSets.NONE);
    return of;
  }

  /// The number that a state of the whole graph has here; negative if it is not here.
  int find(int state) {
    return Arrays.binarySearch(states, state);
  }

  /// The number that a state has in the whole graph.
  int whole(int state) {
    return states[state];
  }

  /// How many states there are.
  int size() {
    return states.length;
  }

  /// The index of the first step out of a state; the last one's is that of the next state, less 1.
  int first(int state) {
    return first.get(state);
  }

  /// The state that a step leads to.
  int target(int step) {
    return targets.get(step);
  }

  /// The actions that a step is one of.
  BitSet taken(int step) {
    return sets.get(taken.get(step));
  }

  /// The actions that can be taken in a state.
  BitSet enabled(int state) {
    return sets.get(enabled.get(state));
  }
}
