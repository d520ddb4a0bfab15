package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.kubernetes.address.Address;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Entries of the kernel's connection tracking that kube-proxy deletes after a sync.
///
/// Rules decide about the first packet of a connection; what follows goes by its entry. UDP has no
/// end of a connection, so that a client which keeps sending would never be sent elsewhere. Only
/// entries of UDP are deleted.
///
/// Follows pkg/proxy/conntrack/cleanup.go, v1.30 (the first four) and v1.32 (the others).
public sealed interface ConntrackCleanup {

  /// Of all connections to an address: `conntrack -D --orig-dst IP -p udp`.
  ///
  /// @param serviceIp which a Service has or had
  record ServiceIp(Address serviceIp) implements ConntrackCleanup {}

  /// Of all connections to a port: `conntrack -D -p udp --dport PORT`.
  ///
  /// @param nodePort of a Service
  record NodePort(int nodePort) implements ConntrackCleanup {}

  /// Of connections to an address that went to an endpoint:
  /// `conntrack -D --orig-dst IP --dst-nat ENDPOINT -p udp`.
  ///
  /// @param serviceIp of a Service
  /// @param endpoint that it has no more
  record ServiceIpNat(Address serviceIp, Address endpoint) implements ConntrackCleanup {}

  /// Of connections to a port that went to an endpoint:
  /// `conntrack -D -p udp --dport PORT --dst-nat ENDPOINT`.
  ///
  /// @param nodePort of a Service
  /// @param endpoint that it has no more
  record NodePortNat(int nodePort, Address endpoint) implements ConntrackCleanup {}

  /// Of connections to an address and port that went elsewhere than to these endpoints.
  ///
  /// @param serviceIp of a Service
  /// @param port there
  /// @param endpoints all that serve; at least one
  record Unserved(Address serviceIp, int port, SortedSet<Address> endpoints)
      implements ConntrackCleanup {
    /// Copies the set.
    public Unserved {
      endpoints = Collections.unmodifiableSortedSet(new TreeSet<>(endpoints));
    }
  }

  /// Of connections to a port that went elsewhere than to these endpoints.
  ///
  /// @param nodePort of a Service
  /// @param endpoints all that serve; at least one
  record UnservedNodePort(int nodePort, SortedSet<Address> endpoints) implements ConntrackCleanup {
    /// Copies the set.
    public UnservedNodePort {
      endpoints = Collections.unmodifiableSortedSet(new TreeSet<>(endpoints));
    }
  }

  /// Whether the entry of a UDP connection is deleted.
  ///
  /// @param destination the address that the client sends to
  /// @param port the port there
  /// @param answerer where answers come from: the endpoint, or that address where no rule has
  ///     rewritten it
  default boolean deletes(Address destination, int port, Address answerer) {
    return switch (this) {
      case ServiceIp(var ip) -> ip.equals(destination);
      case NodePort(var nodePort) -> nodePort == port;
      case ServiceIpNat(var ip, var endpoint) ->
          ip.equals(destination) && endpoint.equals(answerer);
      case NodePortNat(var nodePort, var endpoint) -> nodePort == port && endpoint.equals(answerer);
      case Unserved(var ip, var at, var endpoints) ->
          ip.equals(destination) && at == port && isElsewhere(answerer, endpoints);
      case UnservedNodePort(var nodePort, var endpoints) ->
          nodePort == port && isElsewhere(answerer, endpoints);
    };
  }

  private static boolean isElsewhere(Address answerer, Set<Address> endpoints) {
    return !endpoints.contains(answerer);
  }
}
