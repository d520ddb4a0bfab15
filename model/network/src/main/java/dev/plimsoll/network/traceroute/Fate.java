package dev.plimsoll.network.traceroute;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Step;
import java.util.Optional;

/// How a packet's way ends.
public sealed interface Fate {

  /// Somebody gets it.
  record Delivered(String to) implements Fate {}

  /// Nobody listens there, and its sender is told: RST, port unreachable.
  record Refused(Endpoint at) implements Fate {}

  /// A rule drops it, or the policy of a chain does.
  ///
  /// @param by the rule; none if it is a policy
  record Dropped(Optional<Step> by) implements Fate {}

  /// A rule drops it, and its sender is told.
  record Rejected(Step by) implements Fate {}

  /// It is longer than what can be sent on, and must not be cut.
  ///
  /// @param mtu the longest that can
  /// @param isTold whether its sender may be told
  record TooLong(int mtu, boolean isTold) implements Fate {}

  /// Its time to live is over.
  record Expired() implements Fate {}

  /// There is no route to its destination.
  record Unroutable(Address to) implements Fate {}

  /// The neighbour that it is to be handed to does not answer when it is asked for.
  record Unresolved(Address neighbour) implements Fate {}

  /// It is lost without a word.
  record Lost(String why) implements Fate {}

  /// An answer comes from whom its client has not asked.
  record Strange(Endpoint from, Endpoint expected) implements Fate {}

  /// What is modelled does not say.
  record Undecided(String why) implements Fate {}
}
