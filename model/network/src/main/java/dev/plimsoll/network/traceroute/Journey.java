package dev.plimsoll.network.traceroute;

import dev.plimsoll.network.netfilter.traversal.Likelihood;
import java.util.List;
import java.util.Locale;

/// What follows when a probe is sent: packets there and back.
///
/// @param legs in the order in which they are sent
/// @param likelihood of the choices that were made on the way
public record Journey(List<Leg> legs, Result result, Likelihood likelihood) {

  /// What a packet is in a journey.
  public enum Kind {
    /// What was asked.
    REQUEST,
    /// What a proxy asks in its place.
    UPSTREAM,
    /// That a packet was too long, to its sender.
    TOO_BIG,
    /// What is answered.
    ANSWER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// A packet of a journey.
  public record Leg(Kind kind, Trace trace) {}

  /// How a journey ends.
  public enum Result {
    /// The client has its answer.
    ANSWERED,
    /// It has none.
    UNANSWERED,
    /// What is modelled does not say.
    UNDECIDED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Copies the list.
  public Journey {
    legs = List.copyOf(legs);
  }

  /// The packet whose fate decided.
  public Leg last() {
    return legs.getLast();
  }
}
