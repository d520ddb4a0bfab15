package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.stream.IntStream;

/// A cluster of etcd's Raft nodes whose members stay the same, on a network that loses, repeats and
/// reorders, with crashes: elections and replication.
///
/// What it leaves out: docs/models/raft.md.
public final class EtcdRaft extends RaftCluster {

  /// How far the model goes.
  ///
  /// @param servers how many servers there are
  /// @param candidates how many of them may time out, at least 1: with fewer than all, there are
  ///     fewer states that differ only in who is who
  /// @param maxTerm no server starts an election in this term
  /// @param proposals how often clients propose
  /// @param environment how much goes wrong, and how many messages may be under way
  public record Bounds(
      int servers, int candidates, int maxTerm, int proposals, Environment environment) {}

  private final Bug bug;

  /// A cluster with or without pre-votes and heartbeats, correct or with a mistake.
  public EtcdRaft(Bounds bounds, boolean preVote, boolean heartbeats, Bug bug) {
    var servers = IntStream.rangeClosed(1, bounds.servers()).boxed().toList();
    super(
        servers.stream().map(id -> config(id, preVote, bug)).toList(),
        ConfState.of(servers, List.of()),
        bounds.environment());
    this.bug = bug;

    timeOuts(nodes.subList(0, Math.min(bounds.candidates(), nodes.size())), bounds.maxTerm());
    proposals(bounds.proposals());
    if (heartbeats) {
      heartbeats();
    }
    network();
    partitions();
    crashes();
    safety();
    if (bounds.maxTerm() > 1) {
      sometimes(
          "logs differ", s -> nodes.pairs().stream().anyMatch(p -> RaftSafety.logsDiffer(s, p)));
      laterTerms();
    }
  }

  private static Config config(int id, boolean preVote, Bug bug) {
    var config = Config.of(id).with(bug);
    return preVote ? config.with(Config.Option.PRE_VOTE) : config;
  }

  /// A crash may bring back any earlier commit index: more than can happen, with fewer states.
  @Override
  protected Disk kept(Disk disk) {
    return disk.withCommitsUnsynced();
  }

  /// With the mistake, a write reaches the disk only when the next one is made.
  @Override
  protected void save(Transaction tx, Cell<Disk> disk, NodeState before, Application.Done done) {
    var old = HardState.Saved.of(before);
    if (bug != Bug.SEND_BEFORE_PERSIST) {
      super.save(tx, disk, before, done);
    } else if (HardState.Saved.of(done.state()).mustSync(old)) {
      tx.set(disk, kept(Disk.of(old)));
    }
  }
}
