package dev.plimsoll.cluster.scheduler;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.node.Pod;

/// A plug-in that says where a pod can run (scheduling framework, `Filter`).
public interface Filter {

  /// Whether the pod may run on the node, as far as the scheduler knows.
  boolean isFeasible(State state, Pod pod, int node);
}
