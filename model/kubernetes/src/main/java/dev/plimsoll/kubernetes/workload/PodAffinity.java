package dev.plimsoll.kubernetes.workload;

import java.util.List;

/// Which pods a pod must or would rather be near, or away from: core/v1 `PodAffinity` and
/// `PodAntiAffinity`.
///
/// @param required terms that must all hold
/// @param preferred terms that add their weight to, or take it from, a node's score
public record PodAffinity(List<Term> required, List<Preferred> preferred) {

  /// No demand and no wish.
  public static final PodAffinity NONE = new PodAffinity(List.of(), List.of());

  /// Pods of the same namespace, in the same place.
  ///
  /// @param labelSelector the pods
  /// @param topologyKey the label of nodes whose value is the place
  public record Term(LabelSelector labelSelector, String topologyKey) {

    /// Refuses a term without a topology key.
    public Term {
      if (topologyKey.isEmpty()) {
        throw new IllegalArgumentException("expected a topologyKey");
      }
    }
  }

  /// A wish.
  ///
  /// @param weight 1 to 100
  /// @param term the pods
  public record Preferred(int weight, Term term) {

    /// Refuses other weights.
    public Preferred {
      NodeAffinity.requireWeight(weight);
    }
  }

  /// Copies the lists.
  public PodAffinity {
    required = List.copyOf(required);
    preferred = List.copyOf(preferred);
  }
}
