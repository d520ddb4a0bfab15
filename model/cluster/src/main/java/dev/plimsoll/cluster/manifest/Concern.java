package dev.plimsoll.cluster.manifest;

/// What a claim of a cluster is about.
///
/// @param workload its number; of a claim about the whole cluster, 0
record Concern(Kind kind, int workload) {

  /// What it says.
  enum Kind {
    /// Pods can be bound.
    BOUND,
    /// Pods are left alone in the end.
    SETTLED,
    /// Pods fit on their nodes.
    FITS,
    /// An autoscaler asks for no more than the load needs, and comes to rest.
    SCALED,
    /// As many pods serve as the autoscaler's least.
    KEPT,
    /// Pods of another template come in the place of the old ones.
    ROLLED_OUT,
    /// Enough pods serve meanwhile, and no more are asked for than may be.
    ROLLING,
    /// Nodes can be drained.
    DRAINED,
    /// Enough pods serve while they are.
    SERVING,
    /// Pods come back.
    RECOVERED,
    /// A workload does not take down nodes.
    CONTAINED
  }
}
