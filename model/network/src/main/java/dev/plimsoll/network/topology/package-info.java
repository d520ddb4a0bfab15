/// What packets travel in: network namespaces, the devices in them, and what joins them.
///
/// A [NetworkNamespace] has [Device]s, addresses, a [RoutingTable], what it knows of its
/// neighbours, rules of netfilter, and [Sockets]. A node has one, its pods have one each, which
/// the pod's pause container holds, and so have hosts outside. [Topology] is all of them, with the
/// [Segment]s that join nodes and hosts, and says who is next to whom: at the other end of a veth
/// pair, at a port of a bridge, on a segment. All are values; a change is another topology.
///
/// Hardware addresses are not numbers here: a [Mac] names the device that has it.
///
/// Start at [Topology]. Packets walk through it in package `traceroute`; `layers` builds it from
/// the objects of a cluster.
///
/// Sources: Linux 6.x `net/ipv4/fib_trie.c`, `net/ipv4/arp.c`, `net/bridge`, `drivers/net/veth.c`,
/// `drivers/net/vxlan/vxlan_core.c`.
@NullMarked
package dev.plimsoll.network.topology;

import org.jspecify.annotations.NullMarked;
