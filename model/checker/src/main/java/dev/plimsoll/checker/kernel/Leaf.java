package dev.plimsoll.checker.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The end of a path in a decision trie: what a rule does, or what a claim says.
public final class Leaf extends Node {

  /// The {@link #number} of no step.
  public static final int NO_STEP = -1;

  /// What happens.
  public static final class Outcome {

    private static final int[] NOTHING = {};

    /// A rule that cannot fire, or a claim that the state violates.
    static final Outcome DISABLED = new Outcome(false, NOTHING, NOTHING, null);

    /// A claim that the state passes.
    static final Outcome PASSED = new Outcome(true, NOTHING, NOTHING, null);

    /// A claim that the state passes because its premise is not so.
    static final Outcome NOT_CONCERNED = new Outcome(true, NOTHING, NOTHING, null);

    /// Of a rule: whether it can fire; of a claim: whether the state passes.
    public final boolean enabled;

    /// Pairs (slot, number of the value to write). Not to be changed.
    public final int[] writes;

    /// Pairs (slot, number of the message to add, or its complement to take it out), in order. Not
    /// to be changed.
    public final int[] messages;

    /// What was thrown; null if nothing was.
    public final @Nullable Throwable failure;

    Outcome(boolean enabled, int[] writes, int[] messages, @Nullable Throwable failure) {
      this.enabled = enabled;
      this.writes = writes;
      this.messages = messages;
      this.failure = failure;
    }

    static Outcome failed(Throwable failure) {
      return new Outcome(false, NOTHING, NOTHING, failure);
    }

    /// Makes the state that a step leads to.
    ///
    /// @param from the state that the step is made in
    /// @param into where to put the new one
    /// @return whether there is room for its messages; what is in `into` is worth nothing if not
    public boolean apply(int[] from, int[] into, ChannelDomain[] channels) {
      System.arraycopy(from, 0, into, 0, from.length);
      for (var i = 0; i < writes.length; i += 2) {
        into[writes[i]] = writes[i + 1];
      }
      for (var i = 0; i < messages.length; i += 2) {
        var slot = messages[i];
        into[slot] = channels[slot].after(into[slot], messages[i + 1]);
        if (into[slot] == ChannelDomain.NONE) {
          return false;
        }
      }
      return true;
    }

    boolean sameAs(Outcome other) {
      return enabled == other.enabled
          && Arrays.equals(writes, other.writes)
          && Arrays.equals(messages, other.messages)
          && (failure == null) == (other.failure == null);
    }
  }

  /// What happens here.
  public final Outcome outcome;

  /// See {@link Outcome}: here as well, as the search looks at little else.
  public final boolean enabled;

  /// See {@link Outcome}.
  public final int[] writes;

  /// See {@link Outcome}.
  public final int[] messages;

  /// Whether something was thrown.
  public final boolean failed;

  /// Of a step: its number among all steps of the program that are known; otherwise
  /// {@link #NO_STEP}.
  public final int number;

  private final Footprint footprint;

  Leaf(int key, Outcome outcome, int number, Footprint footprint) {
    super(key);
    this.outcome = outcome;
    enabled = outcome.enabled;
    writes = outcome.writes;
    messages = outcome.messages;
    failed = outcome.failure != null;
    this.number = number;
    this.footprint = footprint;
  }

  /// Whether the step changes at most one channel, once, by adding to it.
  public boolean isSimple() {
    return messages.length == 0 || (messages.length == 2 && messages[1] >= 0);
  }

  /// Whether none of the changes to channels before a place is to the same channel.
  public boolean isFirst(int at) {
    for (var i = 0; i < at; i += 2) {
      if (messages[i] == messages[at]) {
        return false;
      }
    }
    return true;
  }

  /// Whether the step changes a state.
  ///
  /// @param target by slot: what becomes of the contents of the channels that it changes
  public boolean changes(int[] state, int[] target) {
    for (var i = 0; i < writes.length; i += 2) {
      if (state[writes[i]] != writes[i + 1]) {
        return true;
      }
    }
    for (var i = 0; i < messages.length; i += 2) {
      if (state[messages[i]] != target[messages[i]]) {
        return true;
      }
    }
    return false;
  }

  /// Whether the step changes one of some slots: see {@link Footprint}.
  boolean changes(long slots) {
    return ((footprint.writes() | footprint.changes()) & slots) != 0;
  }

  /// Whether two steps, one of which was made after the other, could have been made in the other
  /// order, with the same result.
  public boolean commutesWith(Leaf other) {
    return footprint.commutesWith(other.footprint);
  }
}
