package dev.plimsoll.cluster.controller;

/// The status of a Deployment. Of its numbers it says only whether they are what they are once a
/// rollout is complete.
///
/// @param collisions `collisionCount`: how often the name of a ReplicaSet was taken
/// @param observed whether it is about the spec as it is (`observedGeneration`)
/// @param complete whether all pods that are asked for are there, of the template and available,
///     and no others are
/// @param available the condition `Available`
/// @param progress the condition `Progressing`
public record DeploymentStatus(
    int collisions, boolean observed, boolean complete, boolean available, Progress progress) {

  /// Reasons of the condition `Progressing`.
  public enum Progress {
    /// `NewReplicaSetCreated`, `ReplicaSetUpdated` or `DeploymentResumed`.
    UNDER_WAY,
    /// `NewReplicaSetAvailable`.
    COMPLETE,
    /// `DeploymentPaused`.
    PAUSED,
    /// `ProgressDeadlineExceeded`.
    TIMED_OUT
  }

  /// Of a Deployment that no controller has seen.
  public static final DeploymentStatus NEW =
      new DeploymentStatus(0, false, false, false, Progress.UNDER_WAY);

  /// Of a Deployment all of whose pods are there.
  public static final DeploymentStatus ALL_THERE =
      new DeploymentStatus(0, true, true, true, Progress.COMPLETE);

  /// Whether it says of the spec as it is that it has been rolled out.
  public boolean isComplete() {
    return observed && complete;
  }

  /// The same of another spec.
  DeploymentStatus outdated() {
    return new DeploymentStatus(collisions, false, complete, available, progress);
  }

  /// The same after so many collisions.
  public DeploymentStatus after(int newCollisions) {
    return new DeploymentStatus(newCollisions, observed, complete, available, progress);
  }

  /// The same after one more collision.
  public DeploymentStatus collided() {
    return after(collisions + 1);
  }

  /// The same with another condition.
  public DeploymentStatus with(Progress newProgress) {
    return new DeploymentStatus(collisions, observed, complete, available, newProgress);
  }
}
