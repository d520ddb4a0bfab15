package dev.plimsoll.cluster.manifest;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import dev.plimsoll.kubernetes.workload.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The nodes of a cluster: those of the manifests, or plain ones.
final class Nodes {

  private static final String HOSTNAME = "kubernetes.io/hostname";

  private Nodes() {}

  /// @param given the nodes of the manifests; repeated where there are to be more
  /// @param notes where to say what was assumed
  static List<Node> of(
      List<Node> given, OptionalInt count, List<Workload> workloads, List<String> notes) {
    var nodes = new ArrayList<Node>(given.isEmpty() ? named(workloads) : given);
    var wanted = count.orElse(given.isEmpty() ? SpecReader.DEFAULT_NODES : given.size());
    for (var more = 0; nodes.size() < wanted; more++) {
      var name = "node-" + (nodes.size() + 1);
      nodes.add(given.isEmpty() ? plain(name) : copy(given.get(more % given.size()), name));
    }
    if (given.isEmpty()) {
      notes.add(
          "no Node in the manifests: %d without labels, taints or limits (--nodes)"
              .formatted(nodes.size()));
    } else if (nodes.size() > given.size()) {
      notes.add(
          "%d nodes are copies of those in the manifests".formatted(nodes.size() - given.size()));
    }
    return nodes;
  }

  private static List<Node> named(List<Workload> workloads) {
    return workloads.stream()
        .flatMap(workload -> workload.template().spec().nodeName().stream())
        .distinct()
        .map(Nodes::plain)
        .toList();
  }

  /// A node that has nothing but a name.
  private static Node plain(String name) {
    return new Node(
        ObjectMeta.of("", name).withLabels(Map.of(HOSTNAME, name)),
        List.of(),
        false,
        Optional.empty());
  }

  private static Node copy(Node node, String name) {
    var labels = new HashMap<>(node.metadata().labels());
    labels.put(HOSTNAME, name);
    return new Node(
        ObjectMeta.of("", name).withLabels(labels),
        node.taints(),
        node.unschedulable(),
        node.allocatable());
  }

  /// What makes a node different from others: all but its name.
  static Object sort(Node node) {
    var labels = new HashMap<>(node.metadata().labels());
    labels.remove(HOSTNAME);
    return List.of(labels, node.taints(), node.unschedulable(), node.allocatable());
  }

  /// Whether pods that are made for each node are made for this one.
  static boolean admits(Node node, PodSpec spec) {
    var labels = node.metadata().labels();
    return labels.entrySet().containsAll(spec.nodeSelector().entrySet())
        && spec.nodeAffinity().matches(node.metadata().name(), labels)
        && node.taints().stream()
            .filter(taint -> taint.effect() != Taint.Effect.PREFER_NO_SCHEDULE)
            .allMatch(taint -> spec.tolerations().stream().anyMatch(it -> it.tolerates(taint)));
  }

  /// A node on which a pod takes room for ever.
  static Node without(Node node, ResourceAmounts requests) {
    return new Node(
        node.metadata(),
        node.taints(),
        node.unschedulable(),
        node.allocatable()
            .map(
                has ->
                    new ResourceAmounts(
                        less(has.cpuMilli(), requests.cpuMilli().orElse(0)),
                        less(has.memoryBytes(), requests.memoryBytes().orElse(0)),
                        less(has.pods(), 1))));
  }

  private static OptionalLong less(OptionalLong has, long taken) {
    return has.isEmpty() ? has : OptionalLong.of(Math.max(0, has.getAsLong() - taken));
  }
}
