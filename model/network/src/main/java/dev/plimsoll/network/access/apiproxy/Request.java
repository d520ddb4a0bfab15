package dev.plimsoll.network.access.apiproxy;

import java.util.Optional;

/// A request on its way.
///
/// @param isForged whether it comes from a web site whose name was made to resolve to the user's
///     own machine
/// @param upgrades whether it asks to upgrade the connection
/// @param address where the API server will send it, once it knows
record Request(
    Phase phase, Target target, boolean isForged, boolean upgrades, Optional<Address> address) {

  /// Where it is.
  enum Phase {
    /// There is none.
    NONE,
    /// At kubectl.
    MADE,
    /// At the API server.
    ACCEPTED,
    /// The user may do it.
    AUTHORIZED,
    /// It is known where to send it.
    LOCATED
  }

  /// What the path names.
  enum Target {
    /// `services/NAME/proxy`.
    SERVICE,
    /// `pods/NAME/proxy`.
    POD,
    /// `nodes/NAME/proxy`: the kubelet.
    KUBELET,
    /// `nodes/NAME:PORT/proxy`.
    NODE
  }

  static final Request NONE =
      new Request(Phase.NONE, Target.SERVICE, false, false, Optional.empty());

  Request becomes(Phase next) {
    return new Request(next, target, isForged, upgrades, address);
  }

  Request locatedAt(Address found) {
    return new Request(Phase.LOCATED, target, isForged, upgrades, Optional.of(found));
  }
}
