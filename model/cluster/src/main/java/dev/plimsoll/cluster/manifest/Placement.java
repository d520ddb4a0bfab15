package dev.plimsoll.cluster.manifest;

import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.framework.PodInfo;
import dev.plimsoll.cluster.scheduler.framework.Snapshot;
import dev.plimsoll.cluster.scheduler.plugins.DefaultProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Where the scheduler binds the pods of a cluster, one after another: those that manifests bind
/// first, and of the nodes that are best the first.
///
/// @param nodes by workload, of each pod that is bound
/// @param waiting by workload, how many pods fit nowhere
record Placement(List<List<Integer>> nodes, List<Integer> waiting) {

  static Placement of(ClusterSpec spec) {
    return new Made(spec).placement();
  }

  /// Whether all pods are bound.
  boolean isComplete() {
    return waiting.stream().allMatch(count -> count == 0);
  }

  /// As it is made.
  private static final class Made {
    private final ClusterSpec spec;
    private final List<PodInfo> templates;
    private final int[][] counts;
    private final List<List<Integer>> nodes;
    private final List<Integer> waiting;

    Made(ClusterSpec spec) {
      this.spec = spec;
      templates = Inventory.templates(spec);
      counts = new int[spec.nodes().size()][templates.size()];
      nodes = templates.stream().<List<Integer>>map(each -> new ArrayList<>()).toList();
      waiting = new ArrayList<>(Collections.nCopies(templates.size(), 0));
    }

    Placement placement() {
      templates.stream().filter(each -> each.spec().nodeName().isPresent()).forEach(this::place);
      templates.stream().filter(each -> each.spec().nodeName().isEmpty()).forEach(this::place);
      return new Placement(nodes, waiting);
    }

    private void place(PodInfo pod) {
      for (var left = spec.workloads().get(pod.number()).settled(); left > 0; left--) {
        var node = node(pod);
        if (node.isEmpty()) {
          waiting.set(pod.number(), left);
          return;
        }
        counts[node.getAsInt()][pod.number()]++;
        nodes.get(pod.number()).add(node.getAsInt());
      }
    }

    private OptionalInt node(PodInfo pod) {
      var names = spec.nodes().stream().map(node -> node.metadata().name()).toList();
      var named = pod.spec().nodeName();
      return named.isPresent()
          ? IntStream.of(names.indexOf(named.get())).filter(node -> node >= 0).findFirst()
          : DefaultProfile.PROFILE.best(snapshot(), pod).stream()
              .mapToInt(node -> node)
              .findFirst();
    }

    private Snapshot snapshot() {
      return new Snapshot(
          IntStream.range(0, counts.length)
              .mapToObj(
                  node -> {
                    var taints = Inventory.taints(spec.nodes().get(node), NodeState.READY);
                    var pods = IntStream.of(counts[node]).boxed().toList();
                    return new NodeInfo(spec.nodes().get(node), taints, pods, pods);
                  })
              .toList(),
          templates);
    }
  }
}
