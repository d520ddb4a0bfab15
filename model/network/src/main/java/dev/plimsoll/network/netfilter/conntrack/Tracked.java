package dev.plimsoll.network.netfilter.conntrack;

import dev.plimsoll.network.netfilter.ConnectionState;

/// A connection that a packet is of.
///
/// @param isReply whether the packet goes in the other direction than the first one
public record Tracked(Connection connection, boolean isReply) {

  /// What `--ctstate` says of the packet. `nf_conntrack_core.c`, `resolve_normal_ct`.
  public ConnectionState state() {
    return isReply || connection.isAnswered() ? ConnectionState.ESTABLISHED : ConnectionState.NEW;
  }

  /// What the packet looks like in the end. `nf_nat_core.c`, `nf_nat_manip_pkt`: as packets in the
  /// other direction come, the other way round.
  public Tuple rewritten() {
    return (isReply ? connection.original() : connection.reply()).reversed();
  }
}
