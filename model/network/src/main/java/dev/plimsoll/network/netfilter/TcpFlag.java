package dev.plimsoll.network.netfilter;

/// The flags of a TCP header that `--tcp-flags` can name, in the order of iptables-save.
public enum TcpFlag {
  FIN,
  SYN,
  RST,
  PSH,
  ACK,
  URG
}
