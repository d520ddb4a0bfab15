package dev.plimsoll.cluster.scheduler.framework;

import java.util.Arrays;
import java.util.List;

/// Says where a pod runs best (`ScorePlugin`).
public interface ScorePlugin {

  /// The best score that there is (`MaxNodeScore`).
  long MOST = 100;

  /// How much it counts beside others.
  int weight();

  /// How well a pod does on each of some feasible nodes, from 0 to {@link #MOST}.
  long[] scores(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes);

  /// Stretches scores so that the largest is {@link #MOST}, or takes them from it
  /// (`DefaultNormalizeScore`).
  static long[] normalized(long[] scores, boolean isReverse) {
    var largest = Arrays.stream(scores).max().orElse(0);
    return Arrays.stream(scores)
        .map(score -> largest == 0 ? 0 : MOST * score / largest)
        .map(score -> isReverse ? MOST - score : score)
        .toArray();
  }
}
