package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What becomes of packets: all ways they can go.
///
/// @param ways at least one, no two with the same end and assumptions; the likeliest first
public record Fate(List<Way> ways) {

  /// Probabilities closer than this are equal.
  private static final double EQUAL = 1e-9;

  public Fate {
    ways =
        ways.stream()
            .map(Way::rounded)
            .sorted(
                Comparator.comparingDouble(Way::share)
                    .reversed()
                    .thenComparing(way -> way.end().toString())
                    .thenComparing(way -> way.assumptions().toString()))
            .toList();
  }

  /// One way that packets can go.
  ///
  /// @param chance the probability, given that the assumptions hold; summed over the ways that
  ///     coins lead the same way
  /// @param assumptions what neither rules nor packets show, sorted
  /// @param share the probability if all that was assumed were as likely as not; over all ways it
  ///     sums to 1
  public record Way(End end, double chance, List<String> assumptions, double share) {

    public Way {
      assumptions = List.copyOf(assumptions);
    }

    Way plus(Way other) {
      return new Way(end, chance + other.chance, assumptions, share + other.share);
    }

    private Way rounded() {
      return new Way(
          end, Math.rint(chance / EQUAL) * EQUAL, assumptions, Math.rint(share / EQUAL) * EQUAL);
    }
  }

  /// Where a way ends.
  public sealed interface End {

    /// Delivered or sent on.
    ///
    /// @param source what became of the source; empty if it became an address that the node does
    ///     not say
    /// @param exit the interface by which packets leave; empty if the routes do not say
    record Accepted(
        Rewriting destination,
        Optional<Rewriting> source,
        boolean masqueraded,
        Delivery delivery,
        Optional<String> exit)
        implements End {}

    /// Dropped without a word.
    record Dropped() implements End {}

    /// Dropped, and the sender is told.
    record Rejected() implements End {}

    /// The model cannot tell.
    ///
    /// @param reason why
    record Undecided(String reason) implements End {}

    /// The verdict of netfilter.
    default Verdict verdict() {
      return switch (this) {
        case Accepted _ -> Verdict.ACCEPT;
        case Dropped() -> Verdict.DROP;
        case Rejected() -> Verdict.REJECT;
        case Undecided _ -> Verdict.UNDECIDED;
      };
    }
  }
}
