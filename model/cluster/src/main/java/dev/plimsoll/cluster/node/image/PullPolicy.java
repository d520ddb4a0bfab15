package dev.plimsoll.cluster.node.image;

/// `imagePullPolicy`.
///
/// Source: `pkg/kubelet/images/image_manager.go` (`shouldPullImage`), v1.30.
public enum PullPolicy {
  /// The registry is asked once no image of the name is there.
  IF_NOT_PRESENT,
  /// The registry is asked each time that a container is to start.
  ALWAYS,
  /// The registry is not asked.
  NEVER;

  /// Whether an image is to be pulled.
  ///
  /// @param present whether there is one of its name
  boolean pulls(boolean present) {
    return switch (this) {
      case IF_NOT_PRESENT -> !present;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
