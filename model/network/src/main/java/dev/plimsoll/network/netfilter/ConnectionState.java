package dev.plimsoll.network.netfilter;

/// What connection tracking says of a packet; in the order in which iptables-save prints them.
///
/// The last two are not states but bits of the connection that `--ctstate` can ask for as well.
public enum ConnectionState {
  /// Belongs to no connection and cannot start one.
  INVALID,
  /// The first packet of a connection.
  NEW,
  /// Starts a connection that another one announced, or is an ICMP error about one.
  RELATED,
  /// Packets were seen in both directions.
  ESTABLISHED,
  /// Exempted by NOTRACK.
  UNTRACKED,
  /// The source address was rewritten.
  SNAT,
  /// The destination address was rewritten.
  DNAT
}
