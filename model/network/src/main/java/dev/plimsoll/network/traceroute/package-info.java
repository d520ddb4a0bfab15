/// A packet's way through a topology, hop by hop, there and back.
///
/// [Traceroute] sends a [Probe], the first packet of a connection, from a network namespace and
/// gives every [Journey] that may follow: the request, the answer, and what happens between, each a
/// [Trace] of [Hop]s with a [Fate]. On its way a packet passes netfilter at every hook of every
/// namespace (package `netfilter.traversal`), whose connections are tracked, so that answers are
/// rewritten back; is routed, bridged, put into a tunnel and taken out; loses a hop of its time to
/// live at each router; is cut into fragments, or is too long.
///
/// A client takes an answer only from whom it has asked: [Fate.Strange].
///
/// Sources: Linux 6.x `net/ipv4/ip_input.c`, `ip_forward.c`, `ip_output.c`, `icmp.c`;
/// `net/bridge/br_forward.c`, `br_netfilter_hooks.c`; `drivers/net/veth.c`;
/// `drivers/net/vxlan/vxlan_core.c`; `net/netfilter/nf_nat_core.c`.
@NullMarked
package dev.plimsoll.network.traceroute;

import org.jspecify.annotations.NullMarked;
