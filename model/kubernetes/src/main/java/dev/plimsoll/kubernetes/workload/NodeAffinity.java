package dev.plimsoll.kubernetes.workload;

import java.util.List;
import java.util.Map;

/// Which nodes a pod may run on, and which it would rather: core/v1 `NodeAffinity`.
///
/// @param required terms of which a node must match one; any node will do where there are none
/// @param preferred terms that add their weight to a node's score
public record NodeAffinity(List<NodeSelectorTerm> required, List<Preferred> preferred) {

  /// No demand and no wish.
  public static final NodeAffinity NONE = new NodeAffinity(List.of(), List.of());

  /// A wish.
  ///
  /// @param weight 1 to 100
  /// @param term the nodes that are wished for
  public record Preferred(int weight, NodeSelectorTerm term) {

    /// Refuses other weights.
    public Preferred {
      requireWeight(weight);
    }
  }

  /// Copies the lists.
  public NodeAffinity {
    required = List.copyOf(required);
    preferred = List.copyOf(preferred);
  }

  /// Whether the pod may run on a node of this name with these labels.
  public boolean matches(String nodeName, Map<String, String> labels) {
    return required.isEmpty() || required.stream().anyMatch(term -> term.matches(nodeName, labels));
  }

  static void requireWeight(int weight) {
    if (weight < 1 || weight > 100) {
      throw new IllegalArgumentException("expected a weight of 1 to 100, found " + weight);
    }
  }
}
