package dev.plimsoll.cluster.scheduler.framework;

import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// How pods that a constraint counts are spread over the domains of its topology. Domains are those
/// of nodes that the pod selects (`nodeAffinityPolicy: Honor`).
///
/// Source: `pkg/scheduler/framework/plugins/podtopologyspread/filtering.go` (`calPreFilterState`,
/// `Filter`), v1.30.
///
/// @param counts by the domain, which is the value of the label
/// @param isCounted whether the pod itself counts
public record Spread(
    TopologySpreadConstraint constraint, Map<String, Integer> counts, boolean isCounted) {

  public Spread {
    counts = Map.copyOf(counts);
  }

  /// Counts the pods of the namespace that the constraint selects and nobody has deleted.
  public static Spread of(Snapshot snapshot, PodInfo pod, TopologySpreadConstraint constraint) {
    return of(snapshot, pod, constraint, node -> count(snapshot, pod, constraint, node));
  }

  /// The same as the scheduler counts them, on nodes that pass.
  public static Spread onNodes(
      Snapshot snapshot,
      PodInfo pod,
      TopologySpreadConstraint constraint,
      Predicate<NodeInfo> nodes) {
    var passing =
        new Snapshot(snapshot.nodes().stream().filter(nodes).toList(), snapshot.templates());
    return of(passing, pod, constraint, node -> countOn(snapshot, pod, constraint, node));
  }

  /// How many pods the scheduler counts on a node: none where the selector demands nothing
  /// (`countPodsMatchSelector`).
  public static int countOn(
      Snapshot snapshot, PodInfo pod, TopologySpreadConstraint constraint, NodeInfo node) {
    var selectsAll =
        constraint.labelSelector().isEmpty()
            && constraint.matchLabelKeys().stream()
                .noneMatch(key -> pod.template().labels().containsKey(key));
    return selectsAll ? 0 : count(snapshot, pod, constraint, node);
  }

  private static Spread of(
      Snapshot snapshot,
      PodInfo pod,
      TopologySpreadConstraint constraint,
      ToIntFunction<NodeInfo> count) {
    var counts = new HashMap<String, Integer>();
    for (var node : snapshot.nodes()) {
      var domain = node.label(constraint.topologyKey());
      if (domain != null && pod.selects(node.node())) {
        counts.merge(domain, count.applyAsInt(node), Integer::sum);
      }
    }
    return new Spread(constraint, counts, isCounted(constraint, pod, pod));
  }

  private static int count(
      Snapshot snapshot, PodInfo pod, TopologySpreadConstraint constraint, NodeInfo node) {
    return snapshot.templates().stream()
        .filter(other -> isCounted(constraint, pod, other))
        .mapToInt(other -> node.staying().get(other.number()))
        .sum();
  }

  private static boolean isCounted(
      TopologySpreadConstraint constraint, PodInfo pod, PodInfo other) {
    var labels = other.template().labels();
    var own = pod.template().labels();
    return other.namespace().equals(pod.namespace())
        && constraint.labelSelector().matches(labels)
        && constraint.matchLabelKeys().stream()
            .filter(key -> own.containsKey(key))
            .allMatch(key -> Objects.equals(labels.get(key), own.get(key)));
  }

  /// How many there are in the domain of a node; 0 where it is in none.
  public int count(NodeInfo node) {
    var domain = node.label(constraint.topologyKey());
    return domain == null ? 0 : counts.getOrDefault(domain, 0);
  }

  /// Whether one more pod on a node is within the skew.
  public boolean allowsOneMore(NodeInfo node) {
    return node.label(constraint.topologyKey()) != null
        && count(node) + (isCounted ? 1 : 0) - least() <= constraint.maxSkew();
  }

  /// Whether the domain of a node has too many.
  public boolean isExceededAt(NodeInfo node) {
    return node.label(constraint.topologyKey()) != null
        && count(node) - least() > constraint.maxSkew();
  }

  private int least() {
    return counts.values().stream().mapToInt(count -> count).min().orElse(0);
  }
}
