package dev.plimsoll.cluster.etcd;

import dev.plimsoll.checker.Model;
import dev.plimsoll.raft.Message;
import java.util.List;

/// A model of clients of etcd.
public abstract class EtcdModel extends Model {

  /// What etcd is.
  public enum Kind {
    /// A call is one step.
    ATOMIC,
    /// Three members with a Raft node each.
    RAFT
  }

  /// How far a model goes with members.
  ///
  /// @param calls how many calls are made, at most
  /// @param maxTerm no member starts an election in this term; the first leads in term 1
  /// @param messages a step that would leave more messages under way waits
  public record Bounds(int calls, int maxTerm, int messages) {}

  /// Declares etcd.
  protected final Etcd etcd(Kind kind, Bounds bounds) {
    return switch (kind) {
      case ATOMIC -> atomicEtcd();
      case RAFT -> raft(bounds);
    };
  }

  /// Declares an etcd whose calls are one step.
  protected final AtomicEtcd atomicEtcd() {
    return new AtomicEtcd(cell("etcd", Keyspace.INITIAL));
  }

  private Etcd raft(Bounds bounds) {
    var members = cells("etcd member", RaftEtcd.elected());
    var network = set("etcd network", Message.class, bounds.messages());
    var proposals = cell("etcd proposals", List.<RaftEtcd.Proposal>of());
    var etcd = new RaftEtcd(members, network, proposals, bounds.calls());
    rule("an etcd member receives", network, etcd::deliver);
    weaklyFair("an etcd member receives");
    if (bounds.maxTerm() > 1) {
      rule(
          "an etcd member times out",
          members.subList(1, 2),
          (tx, member) -> etcd.timeOut(tx, member, bounds.maxTerm()));
    }
    return etcd;
  }
}
