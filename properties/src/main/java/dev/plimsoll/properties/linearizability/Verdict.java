package dev.plimsoll.properties.linearizability;

import java.util.List;

/// What a history is.
public sealed interface Verdict<O, R> {

  /// It is linearizable: in this order, in which calls without an answer may be missing.
  record Linearizable<O, R>(List<Call<O, R>> order) implements Verdict<O, R> {
    public Linearizable {
      order = List.copyOf(order);
    }
  }

  /// It is not.
  ///
  /// @param longest the longest order that a search found before no call would fit any more
  /// @param smallest a part that is not linearizable either, by call; see
  ///     {@link Linearizability#check}
  /// @param isSmallest whether there was the time to make it as small as it can be
  record NotLinearizable<O, R>(
      List<Call<O, R>> longest, List<Call<O, R>> smallest, boolean isSmallest)
      implements Verdict<O, R> {
    public NotLinearizable {
      longest = List.copyOf(longest);
      smallest = List.copyOf(smallest);
    }
  }

  /// Time was up first.
  record Undecided<O, R>() implements Verdict<O, R> {}
}
