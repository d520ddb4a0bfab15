package dev.plimsoll.cluster.scheduler.framework;

import java.util.List;
import java.util.stream.IntStream;

/// The plug-ins of a scheduler, which choose a node for a pod (`schedulePod`, `selectHost`).
public record Profile(List<FilterPlugin> filters, List<ScorePlugin> scores) {

  public Profile {
    filters = List.copyOf(filters);
    scores = List.copyOf(scores);
  }

  /// Whether a pod may run on a node.
  public boolean allows(Snapshot snapshot, PodInfo pod, NodeInfo node) {
    return filters.stream().allMatch(filter -> filter.allows(snapshot, pod, node));
  }

  /// The numbers of the nodes that are best among those on which a pod may run, ascending.
  public List<Integer> best(Snapshot snapshot, PodInfo pod) {
    var all = snapshot.nodes();
    var feasible =
        IntStream.range(0, all.size()).filter(n -> allows(snapshot, pod, all.get(n))).toArray();
    var totals = totals(snapshot, pod, IntStream.of(feasible).mapToObj(all::get).toList());
    var most = IntStream.range(0, totals.length).mapToLong(at -> totals[at]).max().orElse(0);
    return IntStream.range(0, totals.length)
        .filter(at -> totals[at] == most)
        .mapToObj(at -> feasible[at])
        .toList();
  }

  private long[] totals(Snapshot snapshot, PodInfo pod, List<NodeInfo> nodes) {
    var totals = new long[nodes.size()];
    if (nodes.size() > 1) {
      for (var plugin : scores) {
        var scores = plugin.scores(snapshot, pod, nodes);
        for (var at = 0; at < totals.length; at++) {
          totals[at] += plugin.weight() * scores[at];
        }
      }
    }
    return totals;
  }
}
