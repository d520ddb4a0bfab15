package dev.plimsoll.cluster.deployment;

import dev.plimsoll.cluster.controller.ReplicaSet;
import java.util.Comparator;

/// A ReplicaSet with its name.
record Named(int name, ReplicaSet set) {

  /// The oldest first; uids grow.
  static final Comparator<Named> BY_AGE =
      Comparator.comparingInt(named -> named.set().meta().uid());

  /// The lowest revision first.
  static final Comparator<Named> BY_REVISION = Comparator.comparingInt(Named::revision);

  int replicas() {
    return set.replicas();
  }

  int available() {
    return set.available();
  }

  int revision() {
    return set.annotations().revision();
  }

  boolean isActive() {
    return set.replicas() > 0;
  }
}
