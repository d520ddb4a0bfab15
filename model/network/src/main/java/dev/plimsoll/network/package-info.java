/// The data plane: what a node does with a packet, and who writes the rules it goes by.
///
/// - `netfilter`: iptables rules as data, read from and written to `iptables-save`; packets
///   walked through the kernel's hooks.
/// - `proxy`: kube-proxy's translation from Services and EndpointSlices to those rules;
///   `proxy.proxier` is what one writes from sync to sync; in `proxy.sync` are the state machines
///   in which proxies lag behind the API, fail and are flushed.
/// - `ingress`: which backend answers an HTTP request from outside.
/// - `dns`: which names a cluster has, and how a pod asks for them.
/// - `topology`: network namespaces and devices; `layers` builds them from a cluster's objects, in
///   `traceroute` packets walk through them, and in `sandbox` they come and go.
/// - `access`: other ways in: `kubectl port-forward`, `kubectl proxy` and the API server.
/// - `routes`: where the packets to every Service go under a dump, against what it asks for.
///
/// Start with `netfilter.text.Dump` and `netfilter.traversal.Traversal`. What each contains and
/// leaves out: `docs/models/netfilter.md`, `docs/models/kube-proxy.md`, `docs/models/ingress.md`,
/// `docs/models/external-access.md`, `docs/models/dns.md`, `docs/models/layers.md`.
@NullMarked
package dev.plimsoll.network;

import org.jspecify.annotations.NullMarked;
