package dev.plimsoll.cluster.scheduler.framework;

import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.PodTemplate;

/// Pods of one template, which the scheduler does not tell apart.
///
/// @param number by which a node's pods are counted
/// @param namespace theirs
public record PodInfo(int number, String namespace, PodTemplate template) {

  /// What they ask for.
  public PodSpec spec() {
    return template.spec();
  }

  /// Whether they may run on a node by its name and labels.
  public boolean selects(Node node) {
    var labels = node.metadata().labels();
    return labels.entrySet().containsAll(spec().nodeSelector().entrySet())
        && spec().nodeAffinity().matches(node.metadata().name(), labels);
  }
}
