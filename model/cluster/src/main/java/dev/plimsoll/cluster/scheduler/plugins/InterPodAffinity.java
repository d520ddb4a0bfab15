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
/// Left out: `namespaceSelector` and `namespaces`: pods of the own namespace count.
record InterPodAffinity() implements FilterPlugin, ScorePlugin {

  private static final int HARD_POD_AFFINITY_WEIGHT = 1;

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    return isWithOthers(snapshot, pod, node)
        && pod.spec().podAntiAffinity().required().stream()
            .noneMatch(term -> isNear(snapshot, pod, term, node))
        && snapshot.templates().stream().noneMatch(other -> keepsAway(snapshot, other, pod, node));
  }

  /// Whether pods that all terms select are near by each term; or there is none yet, but the pod
  /// itself would be one.
  private static boolean isWithOthers(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    var terms = pod.spec().podAffinity().required();
    var others = snapshot.templates().stream().filter(each -> isSelected(pod, each)).toList();
    return terms.stream().allMatch(term -> node.label(term.topologyKey()) != null)
        && (terms.stream().allMatch(term -> isAny(snapshot, others, term, node))
            || (isSelected(pod, pod)
                && terms.stream()
                    .allMatch(
                        term ->
                            snapshot.nodes().stream()
                                .noneMatch(each -> isAny(snapshot, others, term, each)))));
  }

  private static boolean isSelected(PodInfo of, PodInfo other) {
    return of.spec().podAffinity().required().stream().allMatch(term -> selects(of, term, other));
  }

  private static boolean isAny(
      Snapshot snapshot, List<PodInfo> pods, PodAffinity.Term term, NodeInfo node) {
    return pods.stream().anyMatch(each -> count(snapshot, each, term.topologyKey(), node) > 0);
  }

  /// Whether pods that a term selects are in the domain of a node.
  private static boolean isNear(
      Snapshot snapshot, PodInfo pod, PodAffinity.Term term, NodeInfo node) {
    return snapshot.templates().stream()
        .filter(other -> selects(pod, term, other))
        .anyMatch(other -> count(snapshot, other, term.topologyKey(), node) > 0);
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
    var raw =
        nodes.stream()
            .mapToLong(
                node ->
                    snapshot.templates().stream()
                        .mapToLong(other -> wish(snapshot, pod, other, node))
                        .sum())
            .toArray();
    var most = Arrays.stream(raw).max().orElse(0);
    var least = Arrays.stream(raw).min().orElse(0);
    return Arrays.stream(raw)
        .map(each -> most == least ? 0 : stretched(each - least, most - least))
        .toArray();
  }

  /// As floating point has it, which may be one less than the quotient.
  private static long stretched(long score, long most) {
    return (long) (MOST * ((double) score / most));
  }

  /// What a pod gains by others near it: by its own wishes, and by theirs, to which what they
  /// demand adds `hardPodAffinityWeight`.
  private static long wish(Snapshot snapshot, PodInfo pod, PodInfo other, NodeInfo node) {
    var demands =
        other.spec().podAffinity().required().stream()
            .map(term -> new PodAffinity.Preferred(HARD_POD_AFFINITY_WEIGHT, term))
            .toList();
    return sum(snapshot, pod, pod.spec().podAffinity().preferred(), other, other, node)
        - sum(snapshot, pod, pod.spec().podAntiAffinity().preferred(), other, other, node)
        + sum(snapshot, other, demands, pod, other, node)
        + sum(snapshot, other, other.spec().podAffinity().preferred(), pod, other, node)
        - sum(snapshot, other, other.spec().podAntiAffinity().preferred(), pod, other, node);
  }

  private static long sum(
      Snapshot snapshot,
      PodInfo of,
      List<PodAffinity.Preferred> wishes,
      PodInfo selected,
      PodInfo there,
      NodeInfo node) {
    return wishes.stream()
        .filter(each -> selects(of, each.term(), selected))
        .mapToLong(
            each -> (long) each.weight() * count(snapshot, there, each.term().topologyKey(), node))
        .sum();
  }
}
