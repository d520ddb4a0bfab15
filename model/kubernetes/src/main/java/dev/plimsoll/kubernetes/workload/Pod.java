package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import java.util.Optional;

/// Containers that run together: core/v1 `Pod`.
///
/// @param metadata name, namespace, labels and annotations
/// @param owner its controller, where it has one
/// @param spec what it asks for
/// @param phase how far it is, where its kubelet has said so
/// @param network how it is in the network
public record Pod(
    ObjectMeta metadata,
    Optional<Owner> owner,
    PodSpec spec,
    Optional<Phase> phase,
    PodNetwork network)
    implements WorkloadObject {

  /// How far a pod is: core/v1 `PodPhase`.
  public enum Phase {
    /// A container has not yet been started.
    PENDING("Pending"),
    /// All have been started, and one runs.
    RUNNING("Running"),
    /// All have ended well.
    SUCCEEDED("Succeeded"),
    /// All have ended, and one has failed.
    FAILED("Failed"),
    /// Its node does not say.
    UNKNOWN("Unknown");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }
}
