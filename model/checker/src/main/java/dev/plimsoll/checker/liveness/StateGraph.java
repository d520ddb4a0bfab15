package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Ints;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.reduction.PartialOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// All reachable states of a program, numbered as a breadth-first search by one thread finds them,
/// and the steps between different ones; for each step the actions that it is one of.
///
/// Steps are kept where there are few, and otherwise made again whenever they are asked for. With
/// partial-order reduction, states and steps that make no difference are left out; what is left is
/// always kept, as it depends on how it was found.
///
/// For one thread, which looks at the steps out of one state at a time.
final class StateGraph {

  private static final int OFTEN = 1 << 12;
  private static final int NOWHERE = -1;

  private final Program program;
  private final StateNumbers numbers;
  private final ActionSets sets = new ActionSets();
  private final Steps steps;

  /// The initial states.
  final int[] initial;

  /// The steps of all states; null where they are made again.
  private @Nullable Kept kept;

  /// The state that is looked at.
  private int at = NOWHERE;

  /// Whether rules were seen to do what the order did not know of.
  private boolean isStale;

  /// Steps that are kept.
  private static final class Kept {

    /// By state: the index of its first step; and the number of steps.
    private final Ints first = new Ints();

    private final Ints targets = new Ints();
    private final Ints taken = new Ints();
    private final Ints enabled = new Ints();

    void add(Steps steps) {
      for (var step = 0; step < steps.size(); step++) {
        targets.add(steps.target(step));
        taken.add(steps.taken(step));
      }
      first.add(targets.size());
      enabled.add(steps.enabled());
    }

    Kept() {
      first.add(0);
    }
  }

  private StateGraph(Program program, Actions actions, @Nullable PartialOrder order) {
    this.program = program;
    numbers =
        new StateNumbers(
            program.width(), slot -> program.values(program.model().variables().get(slot)));
    var initialStates = program.initial();
    initial = initialStates.stream().mapToInt(numbers::number).toArray();
    var rules = Dispatch.sort(program.fixed(), initialStates.getFirst(), false);
    var stubborn = order == null ? null : order.sets();
    steps = new Steps(program, actions, numbers, sets, rules, stubborn);
  }

  /// Makes the graph of a program that nobody else uses.
  ///
  /// @param order leaves out states and steps, but not what can be taken in a state; null where
  ///     none are left out
  /// @param most steps that are kept
  /// @param isStopped asked now and then whether to give up
  /// @return null if it has given up
  static @Nullable StateGraph of(
      Program program,
      Actions actions,
      @Nullable PartialOrder order,
      int most,
      BooleanSupplier isStopped) {
    while (true) {
      var graph = new StateGraph(program, actions, order);
      if (graph.build(order, order == null ? most : Integer.MAX_VALUE, isStopped)) {
        return graph;
      }
      if (!graph.isStale || order == null) {
        return null;
      }
      order.begin();
    }
  }

  private boolean build(@Nullable PartialOrder order, int most, BooleanSupplier isStopped) {
    var all = new Kept();
    kept = all;
    var nextLevel = 0;
    for (var state = 0; state < numbers.size(); state++) {
      if (state % OFTEN == 0 && isStopped.getAsBoolean()) {
        return false;
      }
      if (state == nextLevel) {
        nextLevel = numbers.size();
        isStale = order != null && order.isStale(nextLevel, false);
        if (isStale) {
          return false;
        }
      }
      steps.make(state, nextLevel);
      if (kept != null) {
        all.add(steps);
        kept = all.targets.size() > most ? null : all;
      }
    }
    return true;
  }

  /// How many states there are.
  int size() {
    return numbers.size();
  }

  /// The sets of actions, by number.
  ActionSets sets() {
    return sets;
  }

  /// Looks at a state: what else is asked is about the steps out of it.
  void look(int state) {
    at = state;
    if (kept == null) {
      steps.make(state, NOWHERE);
    }
  }

  /// How many steps there are.
  int steps() {
    return kept == null ? steps.size() : kept.first.get(at + 1) - kept.first.get(at);
  }

  /// The state that a step leads to; no two lead to the same.
  int target(int step) {
    return kept == null ? steps.target(step) : kept.targets.get(kept.first.get(at) + step);
  }

  /// The number of the set of actions that a step is of.
  int taken(int step) {
    return kept == null ? steps.taken(step) : kept.taken.get(kept.first.get(at) + step);
  }

  /// The number of the set of actions that can be taken.
  int enabled() {
    return kept == null ? steps.enabled() : kept.enabled.get(at);
  }

  /// A shortest path to a state from an initial one.
  List<Integer> pathTo(int state) {
    var from = new int[state + 1];
    Arrays.fill(from, NOWHERE);
    for (var each : initial) {
      if (each <= state) {
        from[each] = each;
      }
    }
    for (var each = 0; from[state] == NOWHERE; each++) {
      look(each);
      for (var step = 0; step < steps(); step++) {
        if (target(step) <= state && from[target(step)] == NOWHERE) {
          from[target(step)] = each;
        }
      }
    }
    var path = new ArrayList<Integer>();
    for (var each = state; from[each] != each; each = from[each]) {
      path.add(each);
    }
    path.add(path.isEmpty() ? state : from[path.getLast()]);
    return path.reversed();
  }

  /// What the program makes of a state's number.
  int[] read(int state) {
    var read = new int[program.width()];
    numbers.read(state, read);
    return read;
  }

  /// Which of some predicates each state passes.
  ///
  /// @param failed told of a state on which a predicate threw an exception
  Labels labels(List<Memo> predicates, IntConsumer failed) {
    var bits = new HashMap<Memo, Long>();
    predicates.forEach(predicate -> bits.put(predicate, 1L << bits.size()));
    var labels = new Labels(size());
    var label = new long[1];
    var throwing = new boolean[1];
    var sorted = Dispatch.sort(predicates, read(initial[0]), false);
    var walker = Walker.ofClaims(program, sorted, false);
    var visitor =
        new Walker.Visitor() {
          @Override
          public void enabled(Memo memo, Leaf leaf) {
            label[0] |= bits.getOrDefault(memo, 0L);
          }

          @Override
          public void failed(Memo memo, Leaf leaf) {
            throwing[0] = true;
          }
        };
    var read = new int[program.width()];
    for (var state = 0; state < size(); state++) {
      label[0] = 0;
      numbers.read(state, read);
      walker.walk(read, visitor);
      labels.set(state, label[0]);
      if (throwing[0]) {
        failed.accept(state);
        return labels;
      }
    }
    return labels;
  }
}
