package dev.plimsoll.cluster.controller;

import dev.plimsoll.cluster.apiserver.WatchEvent;
import java.util.List;

/// The ReplicaSet controller: compares what its cache says with what is asked for, and creates or
/// deletes the difference, one call to the API server after another.
///
/// Source: `pkg/controller/replicaset/replica_set.go`, `syncReplicaSet` and `manageReplicas`,
/// v1.30.
///
/// @param queued whether the ReplicaSet waits in the work queue
/// @param creations calls still to be made by the sync that is under way
/// @param deletions pods still to be deleted by the sync that is under way
public record ReplicaSetController(
    Informer informer,
    Expectations expectations,
    boolean queued,
    int creations,
    List<Integer> deletions) {

  public ReplicaSetController {
    deletions = List.copyOf(deletions);
  }

  /// A controller that has just listed everything.
  public static ReplicaSetController started(int replicas) {
    return new ReplicaSetController(
        new Informer(replicas, List.of()), Expectations.NONE, true, 0, List.of());
  }

  /// Whether a sync can begin: the work queue hands out one key to one worker at a time.
  public boolean canSync() {
    return queued && creations == 0 && deletions.isEmpty();
  }

  /// Begins a sync: decides what to create or delete. Which pods go: the newest, as
  /// `ActivePodsWithRanks` prefers among pods that are alike.
  ///
  /// @param expect whether to wait until the cache shows what earlier syncs did
  public ReplicaSetController sync(boolean expect) {
    if (expect && !expectations.areSatisfied()) {
      return new ReplicaSetController(informer, expectations, false, 0, List.of());
    }
    var excess = informer.pods().size() - informer.replicas();
    if (excess > 0) {
      var count = informer.pods().size();
      var newest = informer.pods().subList(count - excess, count);
      return new ReplicaSetController(informer, new Expectations(0, newest), false, 0, newest);
    }
    return new ReplicaSetController(
        informer, new Expectations(-excess, List.of()), false, -excess, List.of());
  }

  /// After the call that creates one more pod.
  public ReplicaSetController created() {
    return new ReplicaSetController(informer, expectations, queued, creations - 1, deletions);
  }

  /// After the call that deletes the first of {@link #deletions}.
  ///
  /// @param found whether it was still there; else there will be no event to wait for
  public ReplicaSetController deleted(boolean found) {
    var pod = deletions.getFirst();
    var expected = found ? expectations : expectations.observed(new WatchEvent.Deleted(pod));
    return new ReplicaSetController(
        informer, expected, queued, creations, deletions.subList(1, deletions.size()));
  }

  /// After an event about a pod.
  ///
  /// @param enqueue whether the event puts the ReplicaSet in the work queue
  public ReplicaSetController received(WatchEvent event, boolean enqueue) {
    return new ReplicaSetController(
        informer.received(event),
        expectations.observed(event),
        queued || enqueue,
        creations,
        deletions);
  }

  /// After an event about the ReplicaSet.
  public ReplicaSetController received(int replicas) {
    return new ReplicaSetController(
        informer.received(replicas), expectations, true, creations, deletions);
  }
}
