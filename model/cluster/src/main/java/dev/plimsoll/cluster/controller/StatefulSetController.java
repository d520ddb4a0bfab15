package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;
import java.util.stream.IntStream;

/// What the StatefulSet controller does for the pods of one StatefulSet, step by step.
///
/// Its name is 0, and the names of its pods are their ordinals. A call that would end in a conflict
/// is none: nothing changes. Deletions have no precondition.
///
/// Source: `pkg/controller/statefulset/stateful_set_control.go` (`processReplica`,
/// `processCondemned`, `updateStatefulSet`) and `stateful_pod_control.go`, v1.30. Left out: that
/// revisions are objects and are limited in number, `minReadySeconds`, and `OnDelete`.
///
/// @param pods the objects
/// @param knownSets the StatefulSet as the controller knows it
/// @param knownPods its pods as the controller knows them
/// @param ordered whether `podManagementPolicy` is `OrderedReady`, and not `Parallel`
public record StatefulSetController(
    Resource<Pod> pods, Informer<StatefulSet> knownSets, Informer<Pod> knownPods, boolean ordered) {

  private static final int SET = 0;

  /// Which pods must be ready and updated for an update to be complete (`completeRollingUpdate`).
  public enum Completion {
    /// All that there are.
    ALL_THERE_ARE,
    /// The same, if there are as many as are asked for.
    AS_MANY,
    /// All that are asked for, and no other is there.
    ALL_ASKED_FOR
  }

  /// Creates the claim of a pod that is to be created; claims are read without a lag.
  public void createClaim(Transaction tx, Resource<PersistentVolumeClaim> claims, int ordinal) {
    requireMissing(tx, ordinal);
    tx.require(!claims.exists(tx, ordinal));
    claims.create(tx, ordinal, PersistentVolumeClaim.NEW);
  }

  /// Creates a pod that is asked for and not there, as far as the controller knows.
  ///
  /// @param pod from the template, but for the revision
  public void createPod(Transaction tx, int ordinal, Pod pod) {
    requireMissing(tx, ordinal);
    var revision = set(tx).revision(ordinal);
    createPod(tx, pods, knownPods, ordinal, pod.of(revision));
  }

  /// Creates a pod that is asked for at all times, and is not there as far as the controller knows.
  public static void createPod(
      Transaction tx, Resource<Pod> pods, Informer<Pod> known, int ordinal, Pod pod) {
    tx.require(known.get(tx, ordinal).isEmpty()).require(!pods.exists(tx, ordinal));
    pods.create(tx, ordinal, pod);
  }

  /// Deletes a pod that has failed, so that it can be created again.
  public void deleteFailedPod(Transaction tx, int ordinal) {
    requireTurn(tx, ordinal);
    tx.require(knownPods.is(tx, ordinal, pod -> pod.phase() == Pod.Phase.FAILED));
    delete(tx, ordinal);
  }

  /// Deletes a pod that is not asked for, as far as the controller knows: in order, the last one,
  /// once all others are ready that come before it.
  public void deletePod(Transaction tx, int ordinal) {
    var set = knownSets.get(tx, SET);
    tx.require(set.isPresent() && !set.get().asksFor(ordinal));
    if (ordered) {
      tx.require(areReady(tx, 0, set.get().replicas()));
      tx.require(areGone(tx, ordinal + 1));
      tx.require(isReady(tx, ordinal) || areReadyOrGone(tx, set.get().replicas(), ordinal));
    }
    delete(tx, ordinal);
  }

  /// Deletes a pod that has another revision than the template, at or above the partition, once all
  /// after it are ready and have that of the template.
  ///
  /// @param waits whether it waits for those after it
  public void deleteOutdatedPod(Transaction tx, int ordinal, boolean waits) {
    var set = set(tx);
    tx.require(set.asksFor(ordinal) && ordinal >= set.partition());
    if (ordered && waits) {
      tx.require(areReady(tx, 0, set.replicas())).require(areGone(tx, set.replicas()));
    }
    tx.require(knownPods.is(tx, ordinal, pod -> pod.image() != set.template()));
    tx.require(
        !waits
            || IntStream.range(ordinal + 1, set.replicas())
                .allMatch(
                    each ->
                        knownPods.is(
                            tx, each, pod -> pod.isReady() && pod.image() == set.template())));
    delete(tx, ordinal);
  }

  /// Notes in the status that an update is complete, whatever the StatefulSet is by now.
  public void completeUpdate(Transaction tx, Resource<StatefulSet> sets, Completion completion) {
    var set = set(tx);
    tx.require(set.currentRevision() != set.template());
    var known = knownPods.list(tx);
    tx.require(known.stream().allMatch(pod -> pod.isReady() && pod.image() == set.template()));
    tx.require(
        switch (completion) {
          case ALL_THERE_ARE -> true;
          case AS_MANY -> known.size() == set.replicas();
          case ALL_ASKED_FOR -> areReady(tx, 0, set.replicas());
        });
    sets.patch(tx, SET, each -> each.completed(set.template()));
  }

  private StatefulSet set(Transaction tx) {
    var set = knownSets.get(tx, SET);
    tx.require(set.isPresent());
    return set.orElseThrow();
  }

  private void requireMissing(Transaction tx, int ordinal) {
    tx.require(knownPods.get(tx, ordinal).isEmpty());
    requireTurn(tx, ordinal);
  }

  /// Requires that the pod is asked for, and that it is its turn.
  private void requireTurn(Transaction tx, int ordinal) {
    tx.require(knownSets.is(tx, SET, set -> set.asksFor(ordinal)));
    tx.require(!ordered || areReady(tx, 0, ordinal));
  }

  /// Deletes a pod, unless the controller or the API server knows that it is to go.
  private void delete(Transaction tx, int ordinal) {
    tx.require(knownPods.is(tx, ordinal, pod -> !pod.meta().deleting()));
    tx.require(pods.is(tx, ordinal, pod -> !pod.meta().deleting()));
    pods.delete(tx, ordinal);
  }

  private boolean isReady(State state, int ordinal) {
    return knownPods.is(state, ordinal, Pod::isReady);
  }

  private boolean areReady(State state, int from, int to) {
    return IntStream.range(from, to).allMatch(each -> isReady(state, each));
  }

  private boolean areReadyOrGone(State state, int from, int to) {
    return IntStream.range(from, to)
        .allMatch(each -> isReady(state, each) || knownPods.get(state, each).isEmpty());
  }

  private boolean areGone(State state, int from) {
    return IntStream.range(from, knownPods.names())
        .allMatch(each -> knownPods.get(state, each).isEmpty());
  }
}
