package dev.plimsoll.cluster.manifest;

import dev.plimsoll.kubernetes.workload.DeschedulerPolicy;
import dev.plimsoll.kubernetes.workload.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What manifests ask for, and the nodes that there are.
///
/// @param descheduler the profiles of a descheduler, none without one
public record ClusterSpec(
    List<Node> nodes, List<Workload> workloads, List<DeschedulerPolicy.Profile> descheduler) {

  public ClusterSpec {
    nodes = List.copyOf(nodes);
    workloads = List.copyOf(workloads);
    descheduler = List.copyOf(descheduler);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one node");
    }
  }

  /// The same with other workloads.
  public ClusterSpec with(UnaryOperator<Workload> change) {
    return new ClusterSpec(nodes, workloads.stream().map(change).toList(), descheduler);
  }

  /// The same with another descheduler.
  public ClusterSpec withDescheduler(UnaryOperator<DeschedulerPolicy.Profile> change) {
    return new ClusterSpec(nodes, workloads, descheduler.stream().map(change).toList());
  }

  /// How large it is.
  public Scale size() {
    var most = workloads.stream().mapToInt(Workload::most).max().orElse(1);
    return new Scale(nodes.size(), Math.max(1, most));
  }

  /// Sizes to be checked, from one node on up to what is asked for: each has one node more, while
  /// there are, and two pods of a workload more.
  public List<Scale> scales() {
    var full = size();
    var scales = new ArrayList<Scale>();
    for (var step = 1; scales.isEmpty() || !scales.getLast().equals(full); step++) {
      scales.add(new Scale(Math.min(step, full.nodes()), Math.min(2 * step, full.replicas())));
    }
    return scales;
  }

  /// Whether the scheduler can bind all pods at a size, if it can at the full one: where there is
  /// less room than the manifests have, what goes wrong says nothing of them.
  public boolean fitsAt(Scale scale) {
    return scale.equals(size())
        || Placement.of(at(scale)).isComplete()
        || !Placement.of(this).isComplete();
  }

  /// The same scaled down. Nodes that pods name stay, and of the others as different ones as there
  /// are; pods that have no controller go with their nodes.
  public ClusterSpec at(Scale scale) {
    var kept = varied().stream().limit(scale.nodes()).sorted().map(nodes::get).toList();
    var names = kept.stream().map(node -> node.metadata().name()).toList();
    return new ClusterSpec(
        kept,
        workloads.stream()
            .filter(
                workload ->
                    workload.isKept()
                        || workload.template().spec().nodeName().map(names::contains).orElse(true))
            .map(workload -> workload.cappedAt(scale.replicas()))
            .toList(),
        descheduler);
  }

  /// The numbers of the nodes: those that pods of controllers name, then one of each sort, another
  /// of each, and so on.
  private List<Integer> varied() {
    var sorts = new LinkedHashMap<Object, List<Integer>>();
    for (var node = 0; node < nodes.size(); node++) {
      sorts.computeIfAbsent(Nodes.sort(nodes.get(node)), sort -> new ArrayList<>()).add(node);
    }
    var order = new ArrayList<Integer>();
    IntStream.range(0, nodes.size()).filter(this::isNamed).forEach(order::add);
    for (var round = 0; round < nodes.size(); round++) {
      for (var alike : sorts.values()) {
        if (round < alike.size() && !order.contains(alike.get(round))) {
          order.add(alike.get(round));
        }
      }
    }
    return order;
  }

  private boolean isNamed(int node) {
    var name = nodes.get(node).metadata().name();
    return workloads.stream()
        .filter(Workload::isKept)
        .anyMatch(workload -> workload.template().spec().nodeName().equals(Optional.of(name)));
  }
}
