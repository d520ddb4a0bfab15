package dev.plimsoll.kubernetes;

/// An object of the Kubernetes API.
public interface KubernetesObject {

  /// Name, namespace, labels and annotations.
  ObjectMeta metadata();

  /// The kind as a manifest names it, e.g. `Service`.
  default String kind() {
    return getClass().getSimpleName();
  }
}
