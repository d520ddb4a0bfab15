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
import java.util.Objects;

/// Pods are spread over domains of nodes (`podtopologyspread/filtering.go`, `scoring.go`). A pod
/// without constraints would rather be spread over nodes and zones (`systemDefaultConstraints`).
/// Left out: `minDomains`, `nodeAffinityPolicy` and `nodeTaintsPolicy` other than their defaults.
record PodTopologySpread() implements FilterPlugin, ScorePlugin {

  private static final String HOSTNAME = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    return pod.spec().topologySpreadConstraints().stream()
        .filter(each -> each.whenUnsatisfiable() == WhenUnsatisfiable.DO_NOT_SCHEDULE)
        .allMatch(each -> Spread.of(snapshot, pod, each).allowsOneMore(node));
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    var constraints = soft(pod);
    var usable =
        nodes.stream().map(node -> constraints.stream().allMatch(c -> c.isOf(node))).toList();
    var raw = new double[nodes.size()];
    for (var constraint : constraints) {
      var spread = Spread.of(snapshot, pod, constraint.constraint());
      var domains =
          nodes.stream()
              .map(node -> node.label(constraint.constraint().topologyKey()))
              .filter(Objects::nonNull)
              .distinct()
              .count();
      for (var at = 0; at < raw.length; at++) {
        if (usable.get(at)) {
          raw[at] +=
              spread.count(nodes.get(at)) * Math.log((double) domains + 2)
                  + (constraint.constraint().maxSkew() - 1);
        }
      }
    }
    return normalized(Arrays.stream(raw).mapToLong(Math::round).toArray(), usable);
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

  /// A constraint that scores are made by.
  private record Soft(TopologySpreadConstraint constraint, boolean isDefault) {

    /// Whether a node has its label; where it is a default, all nodes do that have a name.
    boolean isOf(NodeInfo node) {
      return isDefault || node.label(constraint.topologyKey()) != null;
    }
  }

  private static List<Soft> soft(PodInfo pod) {
    var own = pod.spec().topologySpreadConstraints();
    return own.isEmpty()
        ? List.of(byDefault(pod, HOSTNAME, 3), byDefault(pod, ZONE, 5))
        : own.stream()
            .filter(each -> each.whenUnsatisfiable() == WhenUnsatisfiable.SCHEDULE_ANYWAY)
            .map(each -> new Soft(each, false))
            .toList();
  }

  /// Over pods of the same labels: those of its controller, presumably.
  private static Soft byDefault(PodInfo pod, String key, int maxSkew) {
    return new Soft(
        new TopologySpreadConstraint(
            maxSkew,
            key,
            WhenUnsatisfiable.SCHEDULE_ANYWAY,
            LabelSelector.ofLabels(pod.template().labels()),
            List.of()),
        true);
  }
}
