package dev.plimsoll.cluster.scheduler.framework;

/// Says where a pod can run (`FilterPlugin`).
public interface FilterPlugin {

  /// Whether a pod may run on the node.
  boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node);
}
