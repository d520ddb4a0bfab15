package dev.plimsoll.properties.graph;

import dev.plimsoll.checker.trace.Trace;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much of a state graph is made.
///
/// @param mostStates a graph with more of them is refused
/// @param steps how many steps from where it begins
/// @param trace begins with the states of this trace; null to begin with the initial states
/// @param claims the names of the claims whose violations are marked; empty for all
public record Extent(int mostStates, int steps, @Nullable Trace trace, Set<String> claims) {

  /// The most states of a graph that is made to be looked at.
  public static final int TO_BE_LOOKED_AT = 200;

  /// All that can be reached, if it can be looked at.
  public static final Extent ALL = new Extent(TO_BE_LOOKED_AT, Integer.MAX_VALUE, null, Set.of());

  public Extent {
    claims = Set.copyOf(claims);
  }

  /// The same with another limit.
  public Extent withMostStates(int states) {
    return new Extent(states, steps, trace, claims);
  }

  /// The same, so many steps and no more.
  public Extent withSteps(int number) {
    return new Extent(mostStates, number, trace, claims);
  }

  /// What is so many steps away from the states of a trace.
  public Extent around(Trace states, int radius) {
    return new Extent(mostStates, radius, states, claims);
  }

  /// The same with violations of these claims marked.
  public Extent withClaims(Set<String> names) {
    return new Extent(mostStates, steps, trace, names);
  }
}
