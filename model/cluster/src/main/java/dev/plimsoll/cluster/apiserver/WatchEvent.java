package dev.plimsoll.cluster.apiserver;

/// What a watch on pods sends (Kubernetes API concepts, "Efficient detection of changes", v1.30).
public sealed interface WatchEvent {

  /// The pod's name.
  int pod();

  /// ADDED.
  record Added(int pod) implements WatchEvent {}

  /// DELETED.
  record Deleted(int pod) implements WatchEvent {}
}
