package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.ScorePlugin;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.kubernetes.workload.PodAffinity;
import java.util.Arrays;
import java.util.List;

/// Pods run with some pods and apart from others (`interpodaffinity/filtering.go`, `scoring.go`).
/// Left out: `namespaceSelector` and `namespaces`: pods of the own namespace count; preferences of
/// pods that are there already.
record InterPodAffinity() implements FilterPlugin, ScorePlugin {

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    var spec = pod.spec();
    return spec.podAffinity().required().stream()
            .allMatch(
                term -> isNear(snapshot, pod, term, node) || isFirst(snapshot, pod, term, node))
        && spec.podAntiAffinity().required().stream()
            .noneMatch(term -> isNear(snapshot, pod, term, node))
        && snapshot.templates().stream().noneMatch(other -> keepsAway(snapshot, other, pod, node));
  }

  /// Whether pods that a term selects are in the domain of a node.
  private static boolean isNear(
      Snapshot snapshot, PodInfo pod, PodAffinity.Term term, NodeInfo node) {
    return snapshot.templates().stream()
        .filter(other -> selects(pod, term, other))
        .anyMatch(other -> count(snapshot, other, term.topologyKey(), node) > 0);
  }

  /// Whether there is no pod yet that a term selects, but the pod itself would be one.
  private static boolean isFirst(
      Snapshot snapshot, PodInfo pod, PodAffinity.Term term, NodeInfo node) {
    return node.label(term.topologyKey()) != null
        && selects(pod, term, pod)
        && snapshot.templates().stream()
            .filter(other -> selects(pod, term, other))
            .allMatch(
                other ->
                    snapshot.nodes().stream()
                        .allMatch(each -> each.pods().get(other.number()) == 0));
  }

  /// Whether a pod that is there will have no such pod near.
  private static boolean keepsAway(Snapshot snapshot, PodInfo other, PodInfo pod, NodeInfo node) {
    return other.spec().podAntiAffinity().required().stream()
        .filter(term -> selects(other, term, pod))
        .anyMatch(term -> count(snapshot, other, term.topologyKey(), node) > 0);
  }

  private static boolean selects(PodInfo of, PodAffinity.Term term, PodInfo other) {
    return other.namespace().equals(of.namespace())
        && term.labelSelector().matches(other.template().labels());
  }

  /// How many pods of a template are in the domain of a node.
  private static int count(Snapshot snapshot, PodInfo pod, String key, NodeInfo node) {
    var domain = node.label(key);
    return domain == null
        ? 0
        : snapshot.nodes().stream()
            .filter(each -> domain.equals(each.label(key)))
            .mapToInt(each -> each.pods().get(pod.number()))
            .sum();
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    var spec = pod.spec();
    var raw =
        nodes.stream()
            .mapToLong(
                node ->
                    wish(snapshot, pod, spec.podAffinity(), node)
                        - wish(snapshot, pod, spec.podAntiAffinity(), node))
            .toArray();
    var most = Arrays.stream(raw).max().orElse(0);
    var least = Arrays.stream(raw).min().orElse(0);
    return Arrays.stream(raw)
        .map(each -> most == least ? 0 : MOST * (each - least) / (most - least))
        .toArray();
  }

  private static long wish(Snapshot snapshot, PodInfo pod, PodAffinity affinity, NodeInfo node) {
    return affinity.preferred().stream()
        .mapToLong(
            each ->
                snapshot.templates().stream()
                    .filter(other -> selects(pod, each.term(), other))
                    .mapToLong(
                        other ->
                            (long) each.weight()
                                * count(snapshot, other, each.term().topologyKey(), node))
                    .sum())
        .sum();
  }
}
