package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Pod;

/// What the StatefulSet controller does for the pods of one StatefulSet, step by step.
///
/// Its name is 0, and the names of its pods are their ordinals. A call that would end in a conflict
/// is none: nothing changes.
///
/// Source: `pkg/controller/statefulset/stateful_set_control.go` and `stateful_pod_control.go`,
/// v1.30.
///
/// @param pods the objects
/// @param knownSets the StatefulSet as the controller knows it
/// @param knownPods its pods as the controller knows them
public record StatefulSetController(
    Resource<Pod> pods, Informer<StatefulSet> knownSets, Informer<Pod> knownPods) {

  private static final int SET = 0;

  /// Creates the claim of a pod that is to be created; claims are read without a lag.
  public void createClaim(Transaction tx, Resource<PersistentVolumeClaim> claims, int ordinal) {
    requireMissing(tx, ordinal);
    tx.require(!claims.exists(tx, ordinal));
    claims.create(tx, ordinal, PersistentVolumeClaim.NEW);
  }

  /// Creates a pod that is asked for and not there, as far as the controller knows.
  ///
  /// @param pod from the template
  public void createPod(Transaction tx, int ordinal, Pod pod) {
    tx.require(isAskedFor(tx, ordinal));
    createPod(tx, pods, knownPods, ordinal, pod);
  }

  /// Creates a pod that is asked for at all times, and is not there as far as the controller knows.
  public static void createPod(
      Transaction tx, Resource<Pod> pods, Informer<Pod> known, int ordinal, Pod pod) {
    tx.require(known.get(tx, ordinal).isEmpty()).require(!pods.exists(tx, ordinal));
    pods.create(tx, ordinal, pod);
  }

  /// Deletes a pod that is not asked for, as far as the controller knows.
  public void deletePod(Transaction tx, int ordinal) {
    var pod = knownPods.get(tx, ordinal);
    tx.require(pod.isPresent() && !pod.get().meta().deleting());
    tx.require(!isAskedFor(tx, ordinal)).require(pods.get(tx, ordinal).equals(pod));
    pods.delete(tx, ordinal);
  }

  private void requireMissing(Transaction tx, int ordinal) {
    tx.require(knownPods.get(tx, ordinal).isEmpty()).require(isAskedFor(tx, ordinal));
  }

  private boolean isAskedFor(Transaction tx, int ordinal) {
    return knownSets.is(tx, SET, set -> ordinal < set.replicas());
  }
}
