package dev.plimsoll.cluster.controller;

import java.util.Optional;

/// How many replicas a HorizontalPodAutoscaler recommends for what pods use of the CPU, in whole
/// numbers. All pods request the same, which is 100: usage is in percent of a request.
///
/// Source: `pkg/controller/podautoscaler/replica_calculator.go` (`GetResourceReplicas`) and
/// `metrics/utilization.go` (`GetResourceUtilizationRatio`), v1.30.
///
/// @param target `averageUtilization`, in percent
/// @param tolerance by how many percent of the target usage may differ from it
/// @param isCautious whether pods without metrics count against any change, and not as idle
public record ReplicaCalculator(int target, int tolerance, boolean isCautious) {

  /// What a pod requests.
  private static final int REQUEST = 100;

  /// Recommends what is needed, however little that is another number. The unit of usage is a
  /// hundredth of what a pod is to use.
  static final ReplicaCalculator EXACT = new ReplicaCalculator(REQUEST, 0, true);

  /// What is known of the pods.
  ///
  /// @param usage of all that are ready, together
  /// @param ready pods that are ready, and have metrics
  /// @param missing pods that have none
  /// @param unready pods that are not ready, or whose metrics are older than that they are
  public record Metrics(int usage, int ready, int missing, int unready) {}

  /// The replicas that are recommended; empty where nothing is known.
  ///
  /// @param current `spec.replicas`
  public Optional<Integer> replicas(int current, Metrics metrics) {
    return metrics.ready() == 0 ? Optional.empty() : Optional.of(known(current, metrics));
  }

  private int known(int current, Metrics metrics) {
    var usage = metrics.usage() / metrics.ready();
    var withUnready = metrics.unready() > 0 && usage > target;
    if (!withUnready && metrics.missing() == 0) {
      return isTolerable(usage) ? current : needed(usage, metrics.ready());
    }
    var fallback = isCautious && usage < target ? Math.max(REQUEST, target) : 0;
    var counted =
        metrics.ready()
            + (usage == target ? 0 : metrics.missing())
            + (withUnready ? metrics.unready() : 0);
    var rebalanced = (metrics.usage() + fallback * metrics.missing()) / counted;
    if (isTolerable(rebalanced) || (usage < target) != (rebalanced < target)) {
      return current;
    }
    var needed = needed(rebalanced, counted);
    return rebalanced < target ? Math.min(current, needed) : Math.max(current, needed);
  }

  private boolean isTolerable(int usage) {
    return Math.abs(target - usage) * 100 <= tolerance * target;
  }

  private int needed(int usage, int pods) {
    return Math.ceilDiv(usage * pods, target);
  }
}
