package dev.plimsoll.kubernetes;

import dev.plimsoll.kubernetes.address.Address;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One backend of a Service: discovery.k8s.io/v1 `Endpoint`.
///
/// @param addresses 1 to 100, all of the slice's type and equivalent; readers use the first
/// @param conditions whether it can be sent to
/// @param nodeName the node it runs on, where known
/// @param zone the zone of that node, where known
/// @param zoneHints `hints.forZones`: the zones whose nodes should use it; empty for no hints
/// @param nodeHints `hints.forNodes`: the nodes that should use it; empty for no hints
/// @param hostname its name in DNS, a label, where it has one of its own
/// @param podName the pod that it is, where `targetRef` says so
public record Endpoint(
    List<String> addresses,
    Conditions conditions,
    @Nullable String nodeName,
    @Nullable String zone,
    List<String> zoneHints,
    List<String> nodeHints,
    @Nullable String hostname,
    @Nullable String podName) {

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

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /// Copies the lists; refuses no or more than 100 addresses, and a hostname that is no label.
  public Endpoint {
    addresses = List.copyOf(addresses);
    zoneHints = List.copyOf(zoneHints);
    nodeHints = List.copyOf(nodeHints);
    if (addresses.isEmpty() || addresses.size() > 100) {
      throw new IllegalArgumentException(
          "expected 1 to 100 addresses of an endpoint, found " + addresses.size());
    }
    if (hostname != null && !LABEL.matcher(hostname).matches()) {
      throw new IllegalArgumentException(
          "expected a hostname of 1 to 63 lower-case letters, digits and '-', found \"%s\""
              .formatted(hostname.substring(0, Math.min(hostname.length(), 80))));
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

  /// An endpoint that DNS has no name of its own for, of no pod.
  public Endpoint(
      List<String> addresses,
      Conditions conditions,
      @Nullable String nodeName,
      @Nullable String zone,
      List<String> zoneHints,
      List<String> nodeHints) {
    this(addresses, conditions, nodeName, zone, zoneHints, nodeHints, null, null);
  }

  /// The same with a name of its own, of a pod.
  public Endpoint named(@Nullable String newHostname, @Nullable String newPodName) {
    return new Endpoint(
        addresses, conditions, nodeName, zone, zoneHints, nodeHints, newHostname, newPodName);
  }

  /// An endpoint on a node.
  public static Endpoint of(Address address, Conditions conditions, String nodeName) {
    return new Endpoint(List.of(address.toString()), conditions, nodeName, null, List.of());
  }

  /// A ready endpoint on a node.
  public static Endpoint ready(Address address, String nodeName) {
    return of(address, Conditions.READY, nodeName);
  }
}
