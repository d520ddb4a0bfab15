package dev.plimsoll.cluster.deployment;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// The pods of one ReplicaSet, which are told apart by nothing but how they are.
///
/// @param starting those that are not available
/// @param available those that are
/// @param ending those that have been deleted, and still run
record PodCounts(Meta meta, int starting, int available, int ending)
    implements ApiObject<PodCounts> {

  /// No pods.
  static final PodCounts NONE = of(0);

  /// So many pods, all available.
  static PodCounts of(int available) {
    return new PodCounts(Meta.NEW, 0, available, 0);
  }

  /// Those that count for a ReplicaSet.
  int active() {
    return starting + available;
  }

  /// Those that may run.
  int all() {
    return active() + ending;
  }

  @Override
  public PodCounts with(Meta newMeta) {
    return new PodCounts(newMeta, starting, available, ending);
  }

  /// The same with so many that count: new ones start; of those that there are, those that are not
  /// available are deleted first (`ActivePodsWithRanks`).
  PodCounts scaledTo(int replicas) {
    if (replicas >= active()) {
      return new PodCounts(meta, replicas - available, available, ending);
    }
    var stay = Math.min(available, replicas);
    return new PodCounts(meta, replicas - stay, stay, ending + active() - replicas);
  }

  /// The same after one has become available, or is so no more.
  PodCounts moved(int toAvailable) {
    return new PodCounts(meta, starting - toAvailable, available + toAvailable, ending);
  }

  /// The same without those that end.
  PodCounts ended() {
    return new PodCounts(meta, starting, available, 0);
  }
}
