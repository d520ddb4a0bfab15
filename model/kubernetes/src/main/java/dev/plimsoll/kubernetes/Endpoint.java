package dev.plimsoll.kubernetes;

import dev.plimsoll.kubernetes.address.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One backend of a Service: discovery.k8s.io/v1 `Endpoint`.
///
/// @param addresses 1 to 100, all of the slice's type and equivalent; readers use the first
/// @param conditions whether it can be sent to
/// @param nodeName the node it runs on, where known
/// @param zone the zone of that node, where known
/// @param zoneHints `hints.forZones`: the zones whose nodes should use it; empty for no hints
/// @param nodeHints `hints.forNodes`: the nodes that should use it; empty for no hints
public record Endpoint(
    List<String> addresses,
    Conditions conditions,
    @Nullable String nodeName,
    @Nullable String zone,
    List<String> zoneHints,
    List<String> nodeHints) {

  /// What is known of an endpoint; a condition may be unknown.
  ///
  /// @param ready whether it should be sent to; unknown counts as true
  /// @param serving as `ready`, but not made false by termination; see the reader for unknown
  /// @param terminating whether it is being shut down; unknown counts as false
  public record Conditions(
      @Nullable Boolean ready, @Nullable Boolean serving, @Nullable Boolean terminating) {

    /// Ready and not terminating.
    public static final Conditions READY = new Conditions(true, true, false);
  }

  /// Copies the lists; refuses no or more than 100 addresses.
  public Endpoint {
    addresses = List.copyOf(addresses);
    zoneHints = List.copyOf(zoneHints);
    nodeHints = List.copyOf(nodeHints);
    if (addresses.isEmpty() || addresses.size() > 100) {
      throw new IllegalArgumentException(
          "expected 1 to 100 addresses of an endpoint, found " + addresses.size());
    }
  }

  /// An endpoint without hints for nodes.
  public Endpoint(
      List<String> addresses,
      Conditions conditions,
      @Nullable String nodeName,
      @Nullable String zone,
      List<String> zoneHints) {
    this(addresses, conditions, nodeName, zone, zoneHints, List.of());
  }

  /// A ready endpoint on a node.
  public static Endpoint ready(Address address, String nodeName) {
    return new Endpoint(List.of(address.toString()), Conditions.READY, nodeName, null, List.of());
  }
}
