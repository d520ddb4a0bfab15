package dev.plimsoll.network.netfilter.traversal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How likely an outcome is: the product of the coins tossed, under the assumptions made.
///
/// Over all outcomes of a packet, `chance` times 1/alternatives for each assumption sums to 1.
///
/// @param chance the probability, given that the assumptions hold
/// @param assumptions in the order in which they were made; the probability of these is not known
public record Likelihood(double chance, List<Assumption> assumptions) {

  public static final Likelihood CERTAIN = new Likelihood(1, List.of());

  public Likelihood {
    assumptions = List.copyOf(assumptions);
  }

  /// The probability, if nothing had to be assumed.
  public OptionalDouble probability() {
    return assumptions.isEmpty() ? OptionalDouble.of(chance) : OptionalDouble.empty();
  }

  Likelihood times(double factor) {
    return new Likelihood(chance * factor, assumptions);
  }

  Likelihood given(Assumption assumption) {
    var more = new ArrayList<>(assumptions);
    more.add(assumption);
    return new Likelihood(chance, more);
  }
}
