package dev.plimsoll.etcd.linearizability;

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
  /// @param smallest a part that is not linearizable either, by call; see
  ///     {@link Linearizability#check}
  /// @param furthest the longest order of calls of this part that a search found before no other
  ///     would fit; none where there was no time for it
  /// @param isSmallest whether there was the time to make it as small as it can be
  record NotLinearizable<O, R>(
      List<Call<O, R>> smallest, List<Call<O, R>> furthest, boolean isSmallest)
      implements Verdict<O, R> {
    public NotLinearizable {
      smallest = List.copyOf(smallest);
      furthest = List.copyOf(furthest);
    }
  }

  /// Time was up first.
  record Undecided<O, R>() implements Verdict<O, R> {}
}
