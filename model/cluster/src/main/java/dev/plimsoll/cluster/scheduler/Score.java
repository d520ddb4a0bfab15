package dev.plimsoll.cluster.scheduler;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.node.Pod;

/// A plug-in that says where a pod runs best (scheduling framework, `Score`).
public interface Score {

  /// How well the pod would do on the node, as far as the scheduler knows; sums are compared.
  int score(State state, Pod pod, int node);
}
