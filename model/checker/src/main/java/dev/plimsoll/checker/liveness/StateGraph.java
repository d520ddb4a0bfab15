package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Ints;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.reduction.PartialOrder;
import dev.plimsoll.checker.reduction.StubbornSets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// All reachable states of a program, numbered as a breadth-first search by one thread finds them,
/// and the steps between different ones; for each step the actions that it is one of.
///
/// Steps that leave the state as it is are left out: they are stuttering, which is always possible.
/// With partial-order reduction, so are states and steps that make no difference.
final class StateGraph {

  private static final int NOWHERE = -1;

  private final Program program;
  private final StateNumbers numbers;
  private final ActionSets sets;

  /// The initial states.
  final int[] initial;

  /// By state: the index of its first step; and the number of steps.
  private final int[] first;

  private final int[] targets;
  private final int[] taken;
  private final int[] enabled;

  private StateGraph(Builder builder) {
    program = builder.program;
    numbers = builder.numbers;
    sets = builder.sets;
    initial = builder.initial.toArray();
    builder.first.add(builder.targets.size());
    first = builder.first.toArray();
    targets = builder.targets.toArray();
    taken = builder.taken.toArray();
    enabled = builder.enabled.toArray();
  }

  /// Makes the graph of a program that nobody else uses.
  ///
  /// @param order leaves out states and steps, but not what can be taken in a state; null where
  ///     none are left out
  /// @param isStopped asked now and then whether to give up
  /// @return null if it has given up
  static @Nullable StateGraph of(
      Program program, Actions actions, @Nullable PartialOrder order, BooleanSupplier isStopped) {
    while (true) {
      var builder = new Builder(program, actions, order);
      if (builder.build(isStopped)) {
        return new StateGraph(builder);
      }
      if (!builder.isStale || order == null) {
        return null;
      }
      order.begin();
    }
  }

  /// How many states there are.
  int size() {
    return enabled.length;
  }

  /// The index of the first step out of a state; the last one's is that of the next state, less 1.
  int first(int state) {
    return first[state];
  }

  /// The state that a step leads to.
  int target(int step) {
    return targets[step];
  }

  /// The actions that a step is one of.
  BitSet taken(int step) {
    return sets.get(taken[step]);
  }

  /// The actions that can be taken in a state.
  BitSet enabled(int state) {
    return sets.get(enabled[state]);
  }

  /// A shortest path to a state from an initial one.
  List<Integer> pathTo(int state) {
    var from = new int[size()];
    Arrays.fill(from, NOWHERE);
    for (var each : initial) {
      from[each] = each;
    }
    for (var each = 0; each < size(); each++) {
      for (var step = first(each); step < first(each + 1); step++) {
        if (from[target(step)] == NOWHERE) {
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

  /// By state: which of some predicates it passes, as bits.
  ///
  /// @param failed told of a state on which a predicate threw an exception
  long[] labels(List<Memo> predicates, IntConsumer failed) {
    var bits = new HashMap<Memo, Long>();
    predicates.forEach(predicate -> bits.put(predicate, 1L << bits.size()));
    var labels = new long[size()];
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
      labels[state] = label[0];
      if (throwing[0]) {
        failed.accept(state);
        return labels;
      }
    }
    return labels;
  }

  /// Finds the states one after another.
  private static final class Builder implements Walker.Visitor {

    private static final int OFTEN = 1 << 12;

    private final Program program;
    private final Actions actions;
    private final StateNumbers numbers;
    private final ActionSets sets = new ActionSets();
    private final Map<Memo, Integer> setOf = new HashMap<>();
    private final Ints initial = new Ints();
    private final Ints first = new Ints();
    private final Ints targets = new Ints();
    private final Ints taken = new Ints();
    private final Ints enabled = new Ints();

    /// By state: where the step to it is, if it is not before those of the current state.
    private int[] stepTo = {};

    private final int[] from;
    private final int[] to;
    private int current;
    private int enabledHere;

    private final @Nullable PartialOrder order;
    private final @Nullable StubbornSets stubborn;

    /// The first state of the next level.
    private int nextLevel;

    /// Whether rules were seen to do what the order did not know of.
    private boolean isStale;

    Builder(Program program, Actions actions, @Nullable PartialOrder order) {
      this.program = program;
      this.actions = actions;
      this.order = order;
      stubborn = order == null ? null : order.sets();
      numbers = new StateNumbers(program.width());
      from = new int[program.width()];
      to = new int[program.width()];
    }

    boolean build(BooleanSupplier isStopped) {
      var initialStates = program.initial();
      initialStates.forEach(state -> initial.add(numbers.number(state)));
      var rules = Dispatch.sort(program.fixed(), initialStates.getFirst(), false);
      var walker = new Walker(program, rules, false);
      for (current = 0; current < numbers.size(); current++) {
        if (current % OFTEN == 0 && isStopped.getAsBoolean()) {
          return false;
        }
        if (current == nextLevel) {
          nextLevel = numbers.size();
          isStale = order != null && order.isStale(nextLevel, false);
          if (isStale) {
            return false;
          }
        }
        numbers.read(current, from);
        first.add(targets.size());
        enabledHere = ActionSets.NONE;
        walker.walk(from, this);
        if (stubborn != null) {
          addSome(stubborn);
        }
        enabled.add(enabledHere);
      }
      return true;
    }

    @Override
    public void enabled(Memo memo, Leaf leaf) {
      if (!leaf.outcome.apply(from, to, program.channels())) {
        return;
      }
      if (!Arrays.equals(from, to)) {
        var set = setOf.computeIfAbsent(memo, this::setOf);
        enabledHere = sets.union(enabledHere, set);
        if (stubborn == null) {
          add(numbers.number(to), set);
        }
      }
      if (stubborn != null) {
        stubborn.add(memo, leaf);
      }
    }

    /// Adds the steps that a stubborn set has.
    private void addSome(StubbornSets choice) {
      choice.choose(from, this::leadsOn);
      for (var step = 0; step < choice.size(); step++) {
        if (choice.isChosen(step)) {
          choice.leaf(step).outcome.apply(from, to, program.channels());
          if (!Arrays.equals(from, to)) {
            add(numbers.number(to), setOf.computeIfAbsent(choice.memo(step), this::setOf));
          }
        }
      }
      choice.clear();
    }

    private boolean leadsOn(Leaf leaf) {
      leaf.outcome.apply(from, to, program.channels());
      var target = numbers.find(to);
      return target < 0 || target >= nextLevel;
    }

    private void add(int target, int set) {
      if (target >= stepTo.length) {
        stepTo = Arrays.copyOf(stepTo, Math.max(64, target + target / 2 + 1));
      }
      var known = stepTo[target];
      if (known >= first.getLast() && known < targets.size() && targets.get(known) == target) {
        taken.set(known, sets.union(taken.get(known), set));
      } else {
        stepTo[target] = targets.size();
        targets.add(target);
        taken.add(set);
      }
    }

    private int setOf(Memo memo) {
      var set = new BitSet();
      actions.of(memo).forEach(set::set);
      return sets.number(set);
    }

    @Override
    public void failed(Memo memo, Leaf leaf) {
      throw new IllegalStateException(
          "The rule \"%s\" has failed in a state where it did not before".formatted(memo.name));
    }
  }
}
