package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.node.Pod;
import dev.plimsoll.cluster.scheduler.plugins.DefaultProfile;
import java.util.List;
import java.util.Optional;

/// What components decide by what they see. Tests have one of them decide wrongly, to see a claim
/// fail.
class Decisions {

  /// What Kubernetes decides.
  static final Decisions SOUND = new Decisions();

  /// The nodes where the scheduler may bind a pod.
  List<Integer> best(Inventory inventory, State state, int workload) {
    return DefaultProfile.PROFILE.best(
        inventory.snapshot(state), inventory.templates().get(workload));
  }

  /// Whether the ReplicaSet controller creates a pod.
  boolean creates(int active, int wanted) {
    return active < wanted;
  }

  /// Whether a kubelet lets a pod go.
  boolean letsGo(Pod pod) {
    return pod.meta().deleting();
  }

  /// Whether the taint manager deletes pods from a node.
  boolean drives(Inventory inventory, State state, int workload, int node) {
    return inventory.taints(state, node).stream()
        .anyMatch(taint -> !inventory.endures(workload, taint));
  }

  /// Whether a descheduler evicts a pod from a node, if it may.
  boolean evicts(Descheduling descheduling, State state, int workload, int node) {
    return descheduling.wants(state, workload, node);
  }

  /// Whether the API server allows an eviction.
  boolean allows(Evictions evictions, State state, int workload, Pod pod) {
    return evictions.allows(state, workload, pod);
  }

  /// Whether the node lifecycle controller takes its taint off a node.
  boolean untaints(NodeLifecycle lifecycle, State state, int node) {
    return lifecycle.untaints(state, node);
  }

  /// How many pods an autoscaler takes to be needed.
  int needed(Autoscaling scaling, State state) {
    return scaling.needed(state);
  }

  /// What `kubectl apply` makes of a Deployment.
  Deployment applied(Deployment deployment, Optional<Integer> named) {
    return deployment.applied(named);
  }

  /// How many pods the new ReplicaSet of a Deployment is to ask for.
  int scaledUp(Rollout rollout, State state) {
    return rollout.scaledUp(state);
  }

  /// How many pods the old ReplicaSet of a Deployment is to ask for.
  int scaledDown(Rollout rollout, State state) {
    return rollout.scaledDown(state);
  }
}
