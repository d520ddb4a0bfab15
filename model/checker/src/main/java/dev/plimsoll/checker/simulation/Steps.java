package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Leaf;
import dev.plimsoll.checker.kernel.Memo;
import dev.plimsoll.checker.memory.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The steps out of a state that are left to be tried: the instances of rules, and, of the one
/// whose turn it is, the alternatives that it has.
final class Steps {

  private static final long ALTERNATIVE = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;
  private static final double SCALE = 0x1p56;

  private final Lots<Memo> instances = new Lots<>();
  private final Lots<Leaf> alternatives = new Lots<>();
  private final List<Memo> switchedOff = new ArrayList<>();
  private long drawn;
  private @Nullable Memo instance;
  private @Nullable Leaf alternative;
  private int found;

  /// Whether a step was possible so far.
  boolean isPossible;

  /// Whether a step was made.
  boolean isMade;

  /// Begins with another state.
  ///
  /// @param number drawn for it
  void clear(long number) {
    drawn = number;
    instances.clear();
    alternatives.clear();
    switchedOff.clear();
    isPossible = false;
    isMade = false;
  }

  /// Adds an instance that is as likely as any other to come next.
  void add(Memo instance) {
    instances.add(instance, score(instance.digest()));
  }

  /// Adds one that is so many times as likely as an instance of weight 1; with weight 0 its turn
  /// never comes.
  void add(Memo instance, int weight) {
    if (weight == 0) {
      switchedOff.add(instance);
    } else {
      var uniform = ((score(instance.digest()) >>> 10) + 1) * UNIT;
      instances.add(instance, (long) (-StrictMath.log(uniform) / weight * SCALE));
    }
  }

  /// From 0, below 2^63.
  private long score(long digest) {
    return Words.mix(drawn ^ digest) >>> 1;
  }

  /// Goes on to the next instance.
  ///
  /// @return whether there is one
  boolean nextInstance() {
    return turnTo(instances.draw());
  }

  /// Goes on to an instance that is switched off.
  ///
  /// @return whether there is one
  boolean nextSwitchedOff() {
    return turnTo(switchedOff.isEmpty() ? null : switchedOff.removeLast());
  }

  private boolean turnTo(@Nullable Memo next) {
    instance = next;
    found = 0;
    alternatives.clear();
    return next != null;
  }

  /// The instance whose turn it is.
  Memo instance() {
    return Objects.requireNonNull(instance);
  }

  /// Adds an alternative of this instance; they come in the order of its choices.
  void add(Leaf alternative) {
    alternatives.add(alternative, score(instance().digest() + ++found * ALTERNATIVE));
  }

  /// Goes on to the next alternative of this instance: any is as likely as any other.
  ///
  /// @return whether there is one
  boolean nextAlternative() {
    alternative = alternatives.draw();
    return alternative != null;
  }

  /// The alternative whose turn it is.
  Leaf alternative() {
    return Objects.requireNonNull(alternative);
  }
}
