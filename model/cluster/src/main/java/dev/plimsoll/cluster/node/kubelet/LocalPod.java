package dev.plimsoll.cluster.node.kubelet;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.node.Pod;
import java.util.Optional;

/// A pod as a kubelet tells it from others: one that is created anew under its name is another.
///
/// @param index the number by which the node knows it
record LocalPod(int index, int name, int uid) {

  /// The pod as it is found there; empty where there is none, or another of its name.
  Optional<Pod> in(Source<Pod> source, State state) {
    return source.get(state, name).filter(pod -> pod.meta().uid() == uid);
  }
}
