package dev.plimsoll.checker.liveness;

import dev.plimsoll.checker.kernel.Dispatch;
import dev.plimsoll.checker.kernel.Ints;
import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Walker;
import dev.plimsoll.checker.memory.Words;
import dev.plimsoll.checker.reduction.StubbornSets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The steps out of one state to other ones, made from what is known of the rules; for each the
/// actions that it is one of.
///
/// Steps that leave the state as it is are left out: they are stuttering, which is always possible.
final class Steps {

  private final Program program;
  private final Actions actions;
  private final StateNumbers numbers;
  private final ActionSets sets;
  private final @Nullable StubbornSets stubborn;
  private final Walker walker;
  private final Map<Memo, Integer> setOf = new HashMap<>();
  private final int[] from;
  private final int[] to;

  private final Ints targets = new Ints();
  private final Ints taken = new Ints();
  private int enabled;

  /// An open-addressing table that finds targets: the index of each + 1; 0 for none.
  private int[] places = new int[64];

  /// @param stubborn chooses some steps; null where none are left out
  Steps(
      Program program,
      Actions actions,
      StateNumbers numbers,
      ActionSets sets,
      Dispatch.Sorted rules,
      @Nullable StubbornSets stubborn) {
    this.program = program;
    this.actions = actions;
    this.numbers = numbers;
    this.sets = sets;
    this.stubborn = stubborn;
    walker = new Walker(program, rules, false);
    from = new int[program.width()];
    to = new int[program.width()];
  }

  /// How many there are.
  int size() {
    return targets.size();
  }

  /// The number of the state that a step leads to; no two lead to the same.
  int target(int step) {
    return targets.get(step);
  }

  /// The number of the set of actions that a step is of.
  int taken(int step) {
    return taken.get(step);
  }

  /// The number of the set of actions that can be taken in the state, steps that were left out
  /// among them.
  int enabled() {
    return enabled;
  }

  /// Makes the steps out of a state, in an order that is the same in every run.
  ///
  /// @param nextLevel the first state of the next level; of use only where steps are left out
  void make(int state, int nextLevel) {
    clear();
    numbers.read(state, from);
    var found = walker.find(from);
    for (var end = 0; end < found; end++) {
      add(walker.memo(end), walker.leaf(end));
    }
    if (stubborn != null) {
      addSome(stubborn, nextLevel);
    }
  }

  private void add(Memo memo, Leaf leaf) {
    if (leaf.failed) {
      throw new IllegalStateException(
          "The rule \"%s\" has failed in a state where it did not before".formatted(memo.name));
    }
    if (!walker.apply(from, leaf, to)) {
      return;
    }
    var moves = !Arrays.equals(from, to);
    if (moves) {
      var set = setOf.computeIfAbsent(memo, this::setOf);
      enabled = sets.union(enabled, set);
      if (stubborn == null) {
        add(numbers.numberNext(to), set);
      }
    }
    if (stubborn != null) {
      stubborn.add(memo, leaf, moves);
    }
  }

  /// Adds the steps that a stubborn set has.
  private void addSome(StubbornSets choice, int nextLevel) {
    choice.choose(from, leaf -> leadsOn(leaf, nextLevel));
    for (var step = 0; step < choice.size(); step++) {
      if (choice.isChosen(step)) {
        choice.leaf(step).outcome.apply(from, to, program.channels());
        if (!Arrays.equals(from, to)) {
          add(numbers.numberNext(to), setOf.computeIfAbsent(choice.memo(step), this::setOf));
        }
      }
    }
    choice.clear();
  }

  private boolean leadsOn(Leaf leaf, int nextLevel) {
    leaf.outcome.apply(from, to, program.channels());
    var target = numbers.find(to);
    return target < 0 || target >= nextLevel;
  }

  private int setOf(Memo memo) {
    var set = new BitSet();
    actions.of(memo).forEach(set::set);
    return sets.number(set);
  }

  private void clear() {
    while (!targets.isEmpty()) {
      places[place(targets.getLast())] = 0;
      targets.removeLast();
    }
    taken.truncate(0);
    enabled = ActionSets.NONE;
  }

  private void add(int target, int set) {
    var place = place(target);
    if (places[place] > 0) {
      var known = places[place] - 1;
      taken.set(known, sets.union(taken.get(known), set));
      return;
    }
    targets.add(target);
    taken.add(set);
    places[place] = targets.size();
    if (2 * targets.size() > places.length) {
      places = new int[2 * places.length];
      for (var step = 0; step < targets.size(); step++) {
        places[place(targets.get(step))] = step + 1;
      }
    }
  }

  /// Where a target is, or where it would be.
  private int place(int target) {
    var mask = places.length - 1;
    var place = (int) (Words.mix(target) >>> Integer.SIZE) & mask;
    while (places[place] > 0 && targets.get(places[place] - 1) != target) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
