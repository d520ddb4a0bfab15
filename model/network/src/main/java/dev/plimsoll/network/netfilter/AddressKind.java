package dev.plimsoll.network.netfilter;

/// How the kernel's routes see an address (`-m addrtype`), in iptables' order.
public enum AddressKind {
  UNSPEC,
  UNICAST,
  LOCAL,
  BROADCAST,
  ANYCAST,
  MULTICAST,
  BLACKHOLE,
  UNREACHABLE,
  PROHIBIT,
  THROW,
  NAT,
  XRESOLVE
}
