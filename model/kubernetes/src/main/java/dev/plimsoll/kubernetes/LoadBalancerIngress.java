package dev.plimsoll.kubernetes;

import dev.plimsoll.kubernetes.address.Address;
import org.jspecify.annotations.Nullable;

/// One address of a load balancer: core/v1 `LoadBalancerIngress`.
///
/// @param ip the address, where it has one
/// @param hostname the name, where it has one
/// @param ipMode what the load balancer does with a packet to the address
public record LoadBalancerIngress(@Nullable Address ip, @Nullable String hostname, IpMode ipMode) {

  /// Whether packets reach the node with the load balancer's address as their destination.
  public enum IpMode {
    /// They do: the node must know the address. The API's default.
    VIP("VIP"),
    /// They do not: the load balancer has put the node's or the pod's address there.
    PROXY("Proxy");

    private final String text;

    IpMode(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }
}
