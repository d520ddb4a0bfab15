package dev.plimsoll.raft.tracker;

/// How a leader sends entries to a member; tracker/state.go, `StateType`.
public enum ProgressState {
  /// It does not know where the logs agree: one message at a time.
  PROBE("StateProbe"),
  /// It does: one message after the other, without waiting for answers.
  REPLICATE("StateReplicate"),
  /// It lacks the entries to send and has sent a snapshot: nothing else.
  SNAPSHOT("StateSnapshot");

  private final String text;

  ProgressState(String text) {
    this.text = text;
  }

  /// The library's name, which its logs and traces use.
  @Override
  public String toString() {
    return text;
  }
}
