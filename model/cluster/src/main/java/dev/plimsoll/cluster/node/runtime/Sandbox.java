package dev.plimsoll.cluster.node.runtime;

import java.util.Optional;

/// A pod sandbox: the network namespace that its pause container keeps (CRI `PodSandboxStatus`).
///
/// @param address what CNI has given it, until it is torn down
public record Sandbox(State state, Optional<Integer> address) {

  /// How far it is.
  public enum State {
    /// `RunPodSandbox` has not come back yet.
    CREATING,
    /// `SANDBOX_READY`: its pause container runs.
    READY,
    /// `SANDBOX_NOTREADY`.
    NOT_READY
  }

  /// One that is being made.
  public static final Sandbox NEW = new Sandbox(State.CREATING, Optional.empty());

  Sandbox in(State newState) {
    return new Sandbox(newState, address);
  }

  /// Whether its pause container runs, or will.
  public boolean isUp() {
    return state != State.NOT_READY;
  }

  /// Whether nothing is left of it but its record.
  public boolean isTornDown() {
    return !isUp() && address.isEmpty();
  }
}
