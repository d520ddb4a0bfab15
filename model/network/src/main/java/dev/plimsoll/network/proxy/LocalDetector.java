package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.address.Prefix;

/// How kube-proxy tells a packet of a pod on its own node: `--detect-local-mode`.
///
/// Follows pkg/proxy/util/iptables/traffic.go, v1.30.
public sealed interface LocalDetector {

  /// It cannot tell.
  record None() implements LocalDetector {}

  /// By its source: `ClusterCIDR` and `NodeCIDR`.
  ///
  /// @param cidr the pods' addresses
  record PodCidr(Prefix cidr) implements LocalDetector {}

  /// By the bridge it came in by: `BridgeInterface`.
  ///
  /// @param name of the bridge
  record BridgeInterface(String name) implements LocalDetector {}

  /// By the interface it came in by: `InterfaceNamePrefix`.
  ///
  /// @param prefix of the interfaces' names
  record InterfaceNamePrefix(String prefix) implements LocalDetector {}

  /// Whether it can tell at all.
  default boolean isImplemented() {
    return !(this instanceof None);
  }

  /// The match of packets of local pods, in the spelling of `iptables-restore`; empty for none.
  default String ifLocal() {
    return switch (this) {
      case None() -> "";
      case PodCidr(var cidr) -> "-s " + cidr;
      case BridgeInterface(var name) -> "-i " + name;
      case InterfaceNamePrefix(var prefix) -> "-i " + prefix + "+";
    };
  }

  /// The match of all other packets.
  default String ifNotLocal() {
    return isImplemented() ? "! " + ifLocal() : "";
  }
}
