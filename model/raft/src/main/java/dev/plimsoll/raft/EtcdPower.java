package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.stream.IntStream;

/// All servers of a cluster of etcd's Raft nodes lose power at once: what is left are their disks,
/// without what was not synced, and no message is under way.
///
/// Source: etcd server/storage/wal/wal.go, `Save` and `sync`, v3.6.
///
/// What it leaves out: docs/models/etcd.md.
public final class EtcdPower extends RaftCluster {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// What is written is answered for, but is not synced: by etcd, or by a file system that only
    /// says so: an acknowledged write is not lost.
    NOT_SYNCED
  }

  /// How far the model goes.
  ///
  /// @param servers how many servers there are, of which the first leads
  /// @param writes how often clients write
  /// @param failures how often the power fails
  /// @param messages a step that would leave more messages under way is disabled
  public record Bounds(int servers, int writes, int failures, int messages) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Cell<Integer> failures = cell("power failures", 0);

  /// A cluster, correct or with a mistake.
  public EtcdPower(Bounds bounds, Bug bug) {
    var servers = IntStream.rangeClosed(1, bounds.servers()).boxed().toList();
    super(
        servers.stream().map(Config::of).toList(),
        ConfState.of(servers, List.of()),
        new Environment(Faults.NONE, 0, bounds.messages()),
        Start.LED);
    this.bounds = bounds;
    this.bug = bug;

    timeOuts(nodes.subList(0, 1), 2);
    proposals(bounds.writes());
    network();
    rule("the power fails", this::powerFails);

    var promised = new RaftSafety(nodes, disks, committed);
    always("election safety", nodes.pairs(), RaftSafety::electionSafety);
    always("an acknowledged write is not lost", promised::committedIsDurable);
    laterTerms();
    sometimes(
        "a write is acknowledged, and the power fails",
        s -> s.get(failures) > 0 && s.get(committed).entries().size() > 1);
  }

  private void powerFails(Transaction tx) {
    var count = tx.get(failures) + 1;
    tx.require(count <= bounds.failures()).set(failures, count);
    tx.contents(network).forEach(message -> tx.remove(network, message));
    nodes.forEach(node -> restart(tx, node, tx.choose(tx.get(disks.at(node)).survivors())));
  }

  @Override
  protected void save(Transaction tx, Cell<Disk> disk, NodeState before, Application.Done done) {
    var synced = tx.get(disk).synced();
    super.save(tx, disk, before, done);
    if (bug == Bug.NOT_SYNCED) {
      tx.update(disk, now -> new Disk(now.written(), synced));
    }
  }
}
