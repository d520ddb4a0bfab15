package dev.plimsoll.cluster.node.pressure;

import dev.plimsoll.cluster.node.pressure.NodePressureModel.Bug;
import dev.plimsoll.cluster.node.pressure.PodOnNode.State;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// In which order pods are evicted: those first that use more than they asked for, then by
/// priority, then by how much more they use.
///
/// Source: `pkg/kubelet/eviction/helpers.go` (`rankMemoryPressure`, `rankDiskPressureFunc`), v1.30.
final class Ranking {

  private Ranking() {}

  /// The pods that run, the first to be evicted first.
  static List<Integer> rank(List<PodOnNode> pods, Bug bug) {
    Comparator<Integer> within = Comparator.comparing(number -> over(pods, number) <= 0);
    Comparator<Integer> priority = Comparator.comparingInt(n -> Workload.ALL.get(n).priority());
    Comparator<Integer> usage = Comparator.comparingInt(number -> -over(pods, number));
    var order =
        switch (bug) {
          case IGNORES_REQUESTS -> priority.thenComparing(usage);
          case IGNORES_PRIORITY -> within.thenComparing(usage);
          case IGNORES_USAGE -> within.thenComparing(priority);
          case NONE,
              COLLECTS_LATER,
              EVICTS_CRITICAL,
              STOPS_AT_CRITICAL,
              EVICTS_TWO,
              IGNORES_GRACE,
              IGNORES_SOFT,
              HAS_NO_MINIMUM,
              FLAPS,
              TAINT_STAYS,
              ADMITS_ANYHOW ->
              within.thenComparing(priority).thenComparing(usage);
        };
    return running(pods).sorted(order).toList();
  }

  /// The pods that run and may be evicted.
  static List<Integer> evictable(List<PodOnNode> pods) {
    return running(pods).filter(number -> !Workload.ALL.get(number).critical()).toList();
  }

  private static Stream<Integer> running(List<PodOnNode> pods) {
    return IntStream.range(0, pods.size())
        .filter(number -> pods.get(number).is(State.RUNNING))
        .boxed();
  }

  private static int over(List<PodOnNode> pods, int number) {
    return pods.get(number).usage() - Workload.ALL.get(number).request();
  }
}
