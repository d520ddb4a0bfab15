package dev.plimsoll.kubernetes.workload;

import java.util.Optional;
import java.util.OptionalLong;

/// What taints a pod puts up with: core/v1 `Toleration`.
///
/// @param key of the taints; empty for all, with the operator `Exists`
/// @param operator how the value is compared
/// @param value of the taints; empty with the operator `Exists`
/// @param effect of the taints; all where absent
/// @param tolerationSeconds for how long a `NoExecute` taint is put up with; for ever where absent
public record Toleration(
    String key,
    Operator operator,
    String value,
    Optional<Taint.Effect> effect,
    OptionalLong tolerationSeconds) {

  /// How a toleration's value is compared with a taint's.
  public enum Operator {
    /// They are the same. The API's default.
    EQUAL("Equal"),
    /// Whatever the taint's is.
    EXISTS("Exists");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Refuses what `ValidateTolerations` refuses (`pkg/apis/core/validation/validation.go`).
  public Toleration {
    if (key.isEmpty() && operator != Operator.EXISTS) {
      throw new IllegalArgumentException("expected operator Exists where the key is empty");
    }
    if (operator == Operator.EXISTS && !value.isEmpty()) {
      throw new IllegalArgumentException("expected no value with operator Exists");
    }
    if (tolerationSeconds.isPresent() && !effect.equals(Optional.of(Taint.Effect.NO_EXECUTE))) {
      throw new IllegalArgumentException("expected effect NoExecute with tolerationSeconds");
    }
  }

  /// Whether the taint does nothing to a pod with this toleration: `ToleratesTaint` of
  /// `k8s.io/api/core/v1/toleration.go`. How long it does nothing is not asked.
  public boolean tolerates(Taint taint) {
    if (effect.isPresent() && effect.get() != taint.effect()) {
      return false;
    }
    if (!key.isEmpty() && !key.equals(taint.key())) {
      return false;
    }
    return operator == Operator.EXISTS || value.equals(taint.value());
  }
}
