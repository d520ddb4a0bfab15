package dev.plimsoll.kubernetes;

/// How far a Service is offered: core/v1 `ServiceType`.
public enum ServiceType {
  /// At its cluster IPs (and external IPs) only.
  CLUSTER_IP("ClusterIP"),
  /// Also at a port of every node.
  NODE_PORT("NodePort"),
  /// Also at addresses that a load balancer announces.
  LOAD_BALANCER("LoadBalancer"),
  /// Not at all: an alias in DNS.
  EXTERNAL_NAME("ExternalName");

  private final String text;

  ServiceType(String text) {
    this.text = text;
  }

  /// The API's spelling.
  @Override
  public String toString() {
    return text;
  }
}
