package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.ScorePlugin;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.cluster.scheduler.framework.Spread;
import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Pods are spread over domains of nodes (`podtopologyspread/filtering.go`, `scoring.go`). A pod
/// without constraints would rather be spread over nodes and zones (`systemDefaultConstraints`).
/// Left out: `minDomains`, `nodeAffinityPolicy` and `nodeTaintsPolicy` other than their defaults.
record PodTopologySpread() implements FilterPlugin, ScorePlugin {

  private static final String HOSTNAME = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    var constraints = constraints(pod, WhenUnsatisfiable.DO_NOT_SCHEDULE);
    return constraints.stream()
        .map(each -> Spread.onNodes(snapshot, pod, each, other -> hasLabels(other, constraints)))
        .allMatch(each -> each.allowsOneMore(node));
  }

  private static List<TopologySpreadConstraint> constraints(PodInfo pod, WhenUnsatisfiable action) {
    return pod.spec().topologySpreadConstraints().stream()
        .filter(each -> each.whenUnsatisfiable() == action)
        .toList();
  }

  private static boolean hasLabels(NodeInfo node, List<TopologySpreadConstraint> constraints) {
    return constraints.stream().allMatch(each -> node.label(each.topologyKey()) != null);
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    var isDefault = pod.spec().topologySpreadConstraints().isEmpty();
    var constraints =
        isDefault ? defaults(pod) : constraints(pod, WhenUnsatisfiable.SCHEDULE_ANYWAY);
    if (constraints.isEmpty()) {
      return new long[nodes.size()];
    }
    Predicate<NodeInfo> isUsable = node -> isDefault || hasLabels(node, constraints);
    var usable = nodes.stream().map(isUsable::test).toList();
    var raw = new double[nodes.size()];
    for (var constraint : constraints) {
      var key = constraint.topologyKey();
      var spread = Spread.onNodes(snapshot, pod, constraint, isUsable);
      var weight = Math.log(domains(nodes.stream().filter(isUsable).toList(), key) + 2.0);
      for (var at = 0; at < raw.length; at++) {
        var node = nodes.get(at);
        if (usable.get(at) && node.label(key) != null) {
          var count =
              key.equals(HOSTNAME)
                  ? Spread.countOn(snapshot, pod, constraint, node)
                  : spread.count(node);
          raw[at] += count * weight + (constraint.maxSkew() - 1);
        }
      }
    }
    return normalized(Arrays.stream(raw).mapToLong(Math::round).toArray(), usable);
  }

  /// How many domains nodes are in; those without the label are in one of their own.
  private static long domains(List<NodeInfo> nodes, String key) {
    return key.equals(HOSTNAME)
        ? nodes.size()
        : nodes.stream().map(node -> Optional.ofNullable(node.label(key))).distinct().count();
  }

  /// Few pods are good; a node without one of the labels has the score 0.
  private static long[] normalized(long[] raw, List<Boolean> usable) {
    var most = 0L;
    var least = Long.MAX_VALUE;
    for (var at = 0; at < raw.length; at++) {
      if (usable.get(at)) {
        most = Math.max(most, raw[at]);
        least = Math.min(least, raw[at]);
      }
    }
    var scores = new long[raw.length];
    for (var at = 0; at < raw.length; at++) {
      if (usable.get(at)) {
        scores[at] = most == 0 ? MOST : MOST * (most + least - raw[at]) / most;
      }
    }
    return scores;
  }

  /// Over pods of the same labels: those of its controller, presumably.
  private static List<TopologySpreadConstraint> defaults(PodInfo pod) {
    return pod.template().labels().isEmpty()
        ? List.of()
        : List.of(byDefault(pod, HOSTNAME, 3), byDefault(pod, ZONE, 5));
  }

  private static TopologySpreadConstraint byDefault(PodInfo pod, String key, int maxSkew) {
    return new TopologySpreadConstraint(
        maxSkew,
        key,
        WhenUnsatisfiable.SCHEDULE_ANYWAY,
        LabelSelector.ofLabels(pod.template().labels()),
        List.of());
  }
}
