package dev.plimsoll.cluster.node.probe;

/// What probes have found out about a container by now (`prober/results`).
///
/// @param id of the container
record Results(int id, boolean started, boolean live, boolean ready) {

  /// Before a probe has been made: not started, live, not ready (`prober/worker.go`).
  static Results initial(int id) {
    return new Results(id, false, true, false);
  }

  Results asStarted() {
    return new Results(id, true, live, ready);
  }

  Results asDead() {
    return new Results(id, started, false, ready);
  }

  Results withReady(boolean isReady) {
    return new Results(id, started, live, isReady);
  }
}
