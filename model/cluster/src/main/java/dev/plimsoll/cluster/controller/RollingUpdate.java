package dev.plimsoll.cluster.controller;

import dev.plimsoll.kubernetes.workload.IntOrPercent;

/// How far a rolling update may go above and below the pods that are asked for, and what follows
/// from it for the ReplicaSets of a Deployment.
///
/// Source: `pkg/controller/deployment/util/deployment_util.go` (`ResolveFenceposts`, `MaxSurge`,
/// `MaxUnavailable`, `NewRSNewReplicas`) and `rolling.go` (`reconcileOldReplicaSets`), v1.30.
///
/// @param maxSurge `spec.strategy.rollingUpdate.maxSurge`; a share is rounded up
/// @param maxUnavailable `spec.strategy.rollingUpdate.maxUnavailable`; a share is rounded down
public record RollingUpdate(IntOrPercent maxSurge, IntOrPercent maxUnavailable) {

  /// One pod more meanwhile, and none less.
  public static final RollingUpdate ONE_MORE =
      new RollingUpdate(IntOrPercent.of(1), IntOrPercent.of(0));

  /// How many pods there may be beyond those asked for.
  public int surge(int replicas) {
    return maxSurge.roundedUp(replicas);
  }

  /// How many pods may be unavailable: at least one where there may be none more.
  public int unavailable(int replicas) {
    var rounded = maxUnavailable.roundedDown(replicas);
    return Math.min(replicas, rounded == 0 && surge(replicas) == 0 ? 1 : rounded);
  }

  /// How many pods must be available.
  public int minAvailable(int replicas) {
    return replicas - unavailable(replicas);
  }

  /// What the ReplicaSet of the template is scaled up to.
  ///
  /// @param replicas pods asked for
  /// @param current what it asks for now
  /// @param total what all ReplicaSets ask for, it among them
  public int scaledUp(int replicas, int current, int total) {
    var room = replicas + surge(replicas) - total;
    return room <= 0 ? current : current + Math.min(room, replicas - current);
  }

  /// How many pods old ReplicaSets may ask for less, at most; not always positive.
  ///
  /// @param total what all ReplicaSets ask for
  /// @param notYet how many pods of the ReplicaSet of the template are not available yet
  public int maxScaledDown(int replicas, int total, int notYet) {
    return total - minAvailable(replicas) - notYet;
  }
}
