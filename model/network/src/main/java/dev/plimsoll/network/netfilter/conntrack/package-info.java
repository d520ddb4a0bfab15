/// Connection tracking: what a node's kernel remembers of the packets that it has seen.
///
/// A [Connection] has two [Tuple]s, what its packets look like as they come: in the direction of
/// the first packet, and in the other. NAT is the difference between them. A [ConnectionTable] is
/// all that a kernel knows; a packet that is [Tracked] by it is of a connection, in one of its
/// directions, and is rewritten as the connection is, whatever the rules say by now. What becomes
/// of a TCP connection is [TcpState].
///
/// Time passes as events: an entry may be taken out when its time-out is over
/// ([ConnectionTable#without]).
///
/// Left out: expectations (RELATED connections), helpers, zones, sequence numbers, accounting.
///
/// Sources: Linux 6.x `net/netfilter/nf_conntrack_core.c`, `nf_nat_core.c`,
/// `nf_conntrack_proto_tcp.c`, `nf_conntrack_proto_udp.c`.
@NullMarked
package dev.plimsoll.network.netfilter.conntrack;

import org.jspecify.annotations.NullMarked;
