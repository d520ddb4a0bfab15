package dev.plimsoll.cluster.scheduler;

import java.util.List;
import java.util.function.IntUnaryOperator;

/// A constraint on how evenly pods are spread over domains of nodes.
///
/// Source: `pkg/scheduler/framework/plugins/podtopologyspread/filtering.go`, v1.30.
///
/// @param domains the nodes of each, such as those of a zone
/// @param maxSkew by how many pods a domain may exceed the one with the fewest
public record TopologySpread(List<List<Integer>> domains, int maxSkew) {

  public TopologySpread {
    domains = domains.stream().map(List::copyOf).toList();
  }

  /// Whether one more pod may come to a node.
  ///
  /// @param pods how many are counted, by node
  public boolean allows(IntUnaryOperator pods, int node) {
    return excess(pods, node) + 1 <= maxSkew;
  }

  /// Whether the domain of a node has too many pods.
  ///
  /// @param pods how many are counted, by node
  public boolean isViolatedAt(IntUnaryOperator pods, int node) {
    return excess(pods, node) > maxSkew;
  }

  private int excess(IntUnaryOperator pods, int node) {
    var least = domains.stream().mapToInt(domain -> in(domain, pods)).min().orElse(0);
    return domains.stream()
        .filter(domain -> domain.contains(node))
        .mapToInt(domain -> in(domain, pods) - least)
        .max()
        .orElse(0);
  }

  private static int in(List<Integer> domain, IntUnaryOperator pods) {
    return domain.stream().mapToInt(pods::applyAsInt).sum();
  }
}
