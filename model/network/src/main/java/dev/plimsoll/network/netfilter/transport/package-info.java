/// What the headers of a packet hold beside the address: the protocol and the ports.
///
/// - [IpProtocol] is the protocol number of the IP header, with the names that iptables prints;
/// - [Endpoint] is an address and a port (`10.0.0.1:80`, `[fd00::1]:80`);
/// - [PortRange] is `80` or `8000:8080`.
///
/// Addresses themselves are `dev.plimsoll.kubernetes.address`. A port of a Service has one of
/// three transports; [IpProtocol#of] is the one place that says which number each of them has.
/// Every `parse` here takes the text as iptables spells it and throws
/// [IllegalArgumentException] with what was found and what was expected; the readers above add
/// file and line.
///
/// Sources: iptables 1.8.9 `libxtables/xtables.c`; IANA's registry of protocol numbers.
@NullMarked
package dev.plimsoll.network.netfilter.transport;

import org.jspecify.annotations.NullMarked;
