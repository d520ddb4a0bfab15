package dev.plimsoll.checker.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which states a search visits, and how it tells them apart.
///
/// @param symmetry whether one state stands for all that differ only in the names of
///     interchangeable identities: {@link dev.plimsoll.checker.symmetry}
/// @param partialOrder whether only some of several orders of independent steps are followed
/// @param fingerprints whether states are told apart by 64 bits each, which may be the same for
///     two of them
public record Method(boolean symmetry, boolean partialOrder, boolean fingerprints) {

  /// Every state is visited, and known exactly.
  public static final Method FULL = new Method(false, false, false);

  /// The same without fingerprints.
  Method exact() {
    return new Method(symmetry, partialOrder, false);
  }

  /// Whether the trace to a violation is one of the shortest that there are.
  public boolean findsShortest() {
    return !partialOrder;
  }

  /// The probability that some state was taken for another and missed, if fingerprints are as good
  /// as random.
  ///
  /// @param distinct how many were seen
  public double missed(long distinct) {
    return fingerprints ? Math.min(1, Math.scalb((double) distinct * distinct, -65)) : 0;
  }

  /// What is to be said whenever it is said how many states there are, such as `up to symmetry`.
  public List<String> caveats(long distinct) {
    var caveats = new ArrayList<String>();
    if (symmetry) {
      caveats.add("up to symmetry");
    }
    if (partialOrder) {
      caveats.add("after partial-order reduction");
    }
    if (fingerprints) {
      caveats.add(
          String.format(
              Locale.ROOT,
              "told apart by fingerprints, with a chance of %.1e that one was missed",
              missed(distinct)));
    }
    return List.copyOf(caveats);
  }
}
