/// Addresses of the two internet protocols, as values with one canonical text.
///
/// - [Address] is one IPv4 or IPv6 address: text, bits, order;
/// - [Prefix] is a block of addresses: `10.244.0.0/16`, and what iptables makes of a mask;
/// - [Family] says which of the two protocols, as `spec.ipFamilies` of a Service does.
///
/// The objects of the API, kube-proxy's translation and netfilter's rules hold the same types, so
/// that an address goes from a manifest to a packet without passing through text. Every `parse`
/// throws [IllegalArgumentException] with what was found and what was expected; the readers above
/// add file and line. Kubernetes and netfilter differ in one reading: Go takes an IPv4-mapped
/// address for the IPv4 address inside, see [Address#unmapped()].
///
/// Sources: RFC 4291 §2.2 and RFC 5952 (text of IPv6); Go 1.22 `net/ip.go`; iptables 1.8.9
/// `libxtables/xtables.c` (masks).
@NullMarked
package dev.plimsoll.kubernetes.address;

import org.jspecify.annotations.NullMarked;
