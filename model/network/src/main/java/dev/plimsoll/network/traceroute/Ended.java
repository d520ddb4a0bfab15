package dev.plimsoll.network.traceroute;

/// A walk that has ended.
///
/// @param namespace where it did
record Ended(Walk walk, String namespace, Fate fate) {

  Trace trace() {
    return new Trace(walk.hops(), namespace, fate, walk.room());
  }
}
