/// Addresses as netfilter compares them: 32 or 128 bits, a mask, a port, a protocol number.
///
/// - [Address] is one IPv4 or IPv6 address, as a value;
/// - [Prefix] is an address under a mask (`10.0.0.0/8`; iptables also takes masks with holes);
/// - [Endpoint] is an address and a port (`10.0.0.1:80`, `[fd00::1]:80`);
/// - [PortRange] is `80` or `8000:8080`;
/// - [Protocol] is the protocol number of the IP header, with the names that iptables prints.
///
/// Every `parse` here takes the text as iptables spells it and throws
/// [IllegalArgumentException] with what was found and what was expected;
/// the readers above add file and line.
///
/// Sources: RFC 4291 §2.2 and RFC 5952 (text of IPv6), iptables 1.8.9 `libxtables/xtables.c`.
@NullMarked
package dev.plimsoll.network.netfilter.address;

import org.jspecify.annotations.NullMarked;
