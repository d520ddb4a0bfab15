package dev.plimsoll.cluster.dns;

import java.util.List;
import java.util.Optional;

/// A replica of CoreDNS.
///
/// @param phase how far it is
/// @param services what it has seen of Services; empty before it has listed them
/// @param endpoints what it has seen of EndpointSlices; empty before it has listed them
/// @param web what it keeps of answers about the headless name
/// @param shop what it keeps of answers about the other name
record Replica(
    Phase phase,
    Optional<Integer> services,
    Optional<List<Boolean>> endpoints,
    Optional<Kept> web,
    Optional<Kept> shop) {

  /// How far a replica is.
  enum Phase {
    /// It starts: it has not been ready yet.
    STARTING,
    /// It is ready.
    READY,
    /// It is about to stop, and answers (`lameduck`).
    LAMEDUCK
  }

  /// An answer that is kept: an `item` of the plugin `cache`.
  ///
  /// @param left for how many ticks; none and less where it is stale
  record Kept(Reply reply, int left) {}

  /// One that has just been started.
  static final Replica NEW =
      new Replica(
          Phase.STARTING, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// Whether it has listed all that it watches: `HasSynced`.
  boolean hasSynced() {
    return services.isPresent() && endpoints.isPresent();
  }

  Replica in(Phase newPhase) {
    return new Replica(newPhase, services, endpoints, web, shop);
  }

  Replica withServices(Integer seen) {
    return new Replica(phase, Optional.of(seen), endpoints, web, shop);
  }

  Replica withEndpoints(List<Boolean> seen) {
    return new Replica(phase, services, Optional.of(seen), web, shop);
  }

  Optional<Kept> kept(Name name) {
    return switch (name) {
      case WEB -> web;
      case SHOP -> shop;
    };
  }

  Replica keeping(Name name, Optional<Kept> kept) {
    return switch (name) {
      case WEB -> new Replica(phase, services, endpoints, kept, shop);
      case SHOP -> new Replica(phase, services, endpoints, web, kept);
    };
  }
}
