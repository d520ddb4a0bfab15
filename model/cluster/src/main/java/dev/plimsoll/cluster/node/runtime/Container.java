package dev.plimsoll.cluster.node.runtime;

/// The one container of a pod, as the runtime remembers it (CRI `ContainerStatus`).
///
/// @param restarted whether it has been started more than once
public record Container(State state, boolean restarted) {

  /// What it does.
  public enum State {
    /// There is none.
    NONE,
    /// It runs.
    RUNNING,
    /// It runs, and has been sent SIGTERM.
    STOPPING,
    /// It has exited with 0.
    SUCCEEDED,
    /// It has exited with something else, or was killed.
    FAILED
  }

  /// Before there is one.
  public static final Container NONE = new Container(State.NONE, false);

  /// Whether it runs.
  public boolean isAlive() {
    return state == State.RUNNING || state == State.STOPPING;
  }

  Container in(State newState) {
    return new Container(newState, restarted);
  }

  /// One that has been started in place of this one.
  Container next() {
    return new Container(State.RUNNING, state != State.NONE);
  }
}
