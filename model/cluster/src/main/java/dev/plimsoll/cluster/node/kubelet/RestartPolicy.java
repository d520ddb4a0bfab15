package dev.plimsoll.cluster.node.kubelet;

import dev.plimsoll.cluster.node.Pod.Phase;
import dev.plimsoll.cluster.node.runtime.Container;

/// `spec.restartPolicy`, and what follows from it.
///
/// Source: `pkg/kubelet/container/helpers.go` (`ShouldContainerBeRestarted`) and
/// `pkg/kubelet/kubelet_pods.go` (`getPhase`), v1.30.
public enum RestartPolicy {
  /// A container that has ended is started again.
  ALWAYS,
  /// It is started again unless it has succeeded.
  ON_FAILURE,
  /// It is started once.
  NEVER;

  /// Whether a container in this state is to be started.
  boolean starts(Container.State state) {
    return switch (state) {
      case NONE -> true;
      case RUNNING, STOPPING -> false;
      case SUCCEEDED -> this == ALWAYS;
      case FAILED -> this != NEVER;
    };
  }

  /// The phase of a pod whose container is in this state.
  ///
  /// @param terminal whether the pod is not to run any more
  Phase phase(Container.State state, boolean terminal) {
    return switch (state) {
      case NONE -> Phase.PENDING;
      case RUNNING, STOPPING -> Phase.RUNNING;
      case SUCCEEDED -> terminal || !starts(state) ? Phase.SUCCEEDED : Phase.RUNNING;
      case FAILED -> terminal || !starts(state) ? Phase.FAILED : Phase.RUNNING;
    };
  }
}
