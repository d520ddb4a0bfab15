package dev.plimsoll.kubernetes.workload;

import java.util.List;

/// How evenly pods are spread: core/v1 `TopologySpreadConstraint`.
///
/// @param maxSkew how many more of the pods a place may have than the one with fewest, at least 1
/// @param topologyKey the label of nodes whose value is the place
/// @param whenUnsatisfiable what becomes of a pod that would skew more everywhere
/// @param labelSelector the pods that are counted
/// @param matchLabelKeys labels whose values in the pod itself narrow the selector
public record TopologySpreadConstraint(
    int maxSkew,
    String topologyKey,
    WhenUnsatisfiable whenUnsatisfiable,
    LabelSelector labelSelector,
    List<String> matchLabelKeys) {

  /// What becomes of a pod that fits no place: core/v1 `UnsatisfiableConstraintAction`.
  public enum WhenUnsatisfiable {
    /// It waits.
    DO_NOT_SCHEDULE("DoNotSchedule"),
    /// It is scheduled, rather where the skew is small.
    SCHEDULE_ANYWAY("ScheduleAnyway");

    private final String text;

    WhenUnsatisfiable(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Copies the list; refuses a skew less than 1 and no topology key.
  public TopologySpreadConstraint {
    matchLabelKeys = List.copyOf(matchLabelKeys);
    if (maxSkew < 1) {
      throw new IllegalArgumentException("expected a maxSkew of at least 1, found " + maxSkew);
    }
    if (topologyKey.isEmpty()) {
      throw new IllegalArgumentException("expected a topologyKey");
    }
  }
}
