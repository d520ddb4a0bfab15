package dev.plimsoll.kubernetes;

/// Which endpoints a node may send to: `internalTrafficPolicy` and `externalTrafficPolicy`.
public enum TrafficPolicy {
  /// All of the cluster.
  CLUSTER("Cluster"),
  /// Those on the node that the packet arrives at.
  LOCAL("Local");

  private final String text;

  TrafficPolicy(String text) {
    this.text = text;
  }

  /// The API's spelling.
  @Override
  public String toString() {
    return text;
  }
}
