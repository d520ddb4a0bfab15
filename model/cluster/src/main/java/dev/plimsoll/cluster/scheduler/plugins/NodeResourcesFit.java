package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.FilterPlugin;
import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.ScorePlugin;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/// A pod runs where what it requests is left, and best where most is left (`noderesources/fit.go`,
/// `least_allocated.go`). Left out: resources other than CPU, memory and the number of pods; the
/// plug-in `NodeResourcesBalancedAllocation`.
record NodeResourcesFit() implements FilterPlugin, ScorePlugin {

  /// What a pod counts for in scores that names no request (`util/pod_resources.go`).
  private static final long DEFAULT_CPU = 100;

  private static final long DEFAULT_MEMORY = 200L << 20;

  @Override
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    var allocatable = node.node().allocatable();
    if (allocatable.isEmpty()) {
      return true;
    }
    var has = allocatable.get();
    return node.pods().stream().mapToInt(count -> count).sum() < has.pods().orElse(Long.MAX_VALUE)
        && fits(snapshot, pod, node, has, ResourceAmounts::cpuMilli)
        && fits(snapshot, pod, node, has, ResourceAmounts::memoryBytes);
  }

  private static boolean fits(
      Snapshot snapshot,
      PodInfo pod,
      NodeInfo node,
      ResourceAmounts has,
      Function<ResourceAmounts, OptionalLong> resource) {
    var more = requested(pod, resource, 0);
    var most = resource.apply(has).orElse(Long.MAX_VALUE);
    return more == 0 || used(snapshot, node, resource, 0) <= most - more;
  }

  private static long used(
      Snapshot snapshot,
      NodeInfo node,
      Function<ResourceAmounts, OptionalLong> resource,
      long otherwise) {
    return snapshot.templates().stream()
        .mapToLong(other -> node.pods().get(other.number()) * requested(other, resource, otherwise))
        .sum();
  }

  private static long requested(
      PodInfo pod, Function<ResourceAmounts, OptionalLong> resource, long otherwise) {
    return resource.apply(pod.spec().requests()).orElse(otherwise);
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    return nodes.stream().mapToLong(node -> score(snapshot, pod, node)).toArray();
  }

  /// The mean of the resources that the node has.
  private static long score(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    if (node.node().allocatable().isEmpty()) {
      return MOST;
    }
    var has = node.node().allocatable().get();
    var cpu = left(snapshot, pod, node, has, ResourceAmounts::cpuMilli, DEFAULT_CPU);
    var memory = left(snapshot, pod, node, has, ResourceAmounts::memoryBytes, DEFAULT_MEMORY);
    return (long) LongStream.concat(cpu.stream(), memory.stream()).average().orElse(0);
  }

  /// Empty where the node has nothing of the resource.
  private static OptionalLong left(
      Snapshot snapshot,
      PodInfo pod,
      NodeInfo node,
      ResourceAmounts has,
      Function<ResourceAmounts, OptionalLong> resource,
      long otherwise) {
    var capacity = resource.apply(has).orElse(0);
    if (capacity == 0) {
      return OptionalLong.empty();
    }
    var asked = used(snapshot, node, resource, otherwise) + requested(pod, resource, otherwise);
    return OptionalLong.of(asked > capacity ? 0 : (capacity - asked) * MOST / capacity);
  }
}
