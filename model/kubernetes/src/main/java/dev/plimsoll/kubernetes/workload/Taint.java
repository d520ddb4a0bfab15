package dev.plimsoll.kubernetes.workload;

/// What keeps pods off a node: core/v1 `Taint`.
///
/// @param key what it is about
/// @param value its value; empty where it has none
/// @param effect what it does to pods that do not tolerate it
public record Taint(String key, String value, Effect effect) {

  /// What a taint does to pods that do not tolerate it.
  public enum Effect {
    /// New pods are not scheduled to the node.
    NO_SCHEDULE("NoSchedule"),
    /// New pods are scheduled there only where no other node will do.
    PREFER_NO_SCHEDULE("PreferNoSchedule"),
    /// New pods are not scheduled to the node, and running ones are evicted.
    NO_EXECUTE("NoExecute");

    private final String text;

    Effect(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Refuses a taint without a key.
  public Taint {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("expected a taint to have a key");
    }
  }
}
