package dev.plimsoll.cluster.node.image;

import java.util.Optional;

/// How far a container is with its image. What a tag leads to is a number that grows.
///
/// @param least what the tag led to in the registry when the kubelet last looked for the image
/// @param found what the container is to be started from, once that is known
/// @param used what the container was started from, whether it runs or has ended
record ContainerImage(Stage stage, int least, Optional<Integer> found, Optional<Integer> used) {

  /// What the kubelet waits for.
  enum Stage {
    /// The container is to start.
    WAITING,
    /// A pull is asked for.
    QUEUED,
    /// A pull is under way.
    PULLING,
    /// A pull is under way, and comes to no end.
    STUCK,
    /// The image was there, as it was when it was last pulled.
    PRESENT,
    /// The image was not there, and has been pulled.
    PULLED,
    /// `ErrImagePull`.
    ERR_IMAGE_PULL,
    /// `ImagePullBackOff`.
    IMAGE_PULL_BACK_OFF,
    /// `ErrImageNeverPull`.
    ERR_IMAGE_NEVER_PULL,
    /// The container runs.
    RUNNING;

    /// Whether the registry is asked.
    boolean isPull() {
      return this == QUEUED || this == PULLING || this == STUCK;
    }
  }

  /// A container that is new.
  static final ContainerImage NEW =
      new ContainerImage(Stage.WAITING, 0, Optional.empty(), Optional.empty());

  /// The same somewhere else, without an image in view.
  ContainerImage at(Stage newStage) {
    return new ContainerImage(newStage, least, Optional.empty(), used);
  }

  /// The same with an image in view.
  ContainerImage at(Stage newStage, int version) {
    return new ContainerImage(newStage, least, Optional.of(version), used);
  }

  /// The same, as it is looked for.
  ContainerImage lookedFor(int inRegistry) {
    return new ContainerImage(stage, inRegistry, found, used);
  }

  /// Started from the image in view.
  ContainerImage started() {
    return new ContainerImage(Stage.RUNNING, least, Optional.empty(), found);
  }

  /// The same to a kubelet that has just been started.
  ContainerImage forgotten() {
    return stage == Stage.RUNNING ? this : at(Stage.WAITING);
  }
}
