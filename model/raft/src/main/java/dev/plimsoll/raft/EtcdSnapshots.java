package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A cluster of etcd's Raft nodes that make snapshots and compact their logs, and send snapshots to
/// members that need what is compacted; with crashes at any point of what they write.
///
/// What it leaves out: docs/models/etcd.md.
public final class EtcdSnapshots extends RaftCluster {

  /// How far the model goes.
  ///
  /// @param servers how many servers there are
  /// @param candidates how many of them may time out, from the first
  /// @param maxTerm no server starts an election in this term
  /// @param proposals how often clients propose
  /// @param compactions how many snapshots servers make
  /// @param environment how much goes wrong, and how many messages may be under way
  public record Bounds(
      int servers,
      int candidates,
      int maxTerm,
      int proposals,
      int compactions,
      Environment environment) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Cell<Integer> compactions;

  /// A cluster with or without heartbeats, correct or with a mistake.
  public EtcdSnapshots(Bounds bounds, boolean heartbeats, Bug bug) {
    var servers = IntStream.rangeClosed(1, bounds.servers()).boxed().toList();
    super(
        servers.stream().map(id -> Config.of(id).with(bug)).toList(),
        ConfState.of(servers, List.of()),
        bounds.environment());
    this.bounds = bounds;
    this.bug = bug;
    compactions = cell("compactions", 0);

    timeOuts(nodes.subList(0, Math.min(bounds.candidates(), nodes.size())), bounds.maxTerm());
    proposals(bounds.proposals());
    if (heartbeats) {
      heartbeats();
    }
    rule("compact", nodes, this::compact);
    network();
    partitions();
    crashes();
    if (allows(Faults::crash)) {
      rule("crash while saving", network, this::crashWhileSaving);
    }
    safety();
    if (bounds.maxTerm() > 1) {
      laterTerms();
    }
    always("what was acknowledged is on disk", nodes.pairs(), this::acknowledgedIsOnDisk);
    always("a snapshot is of what was committed", disks, this::snapshotIsCommitted);
    sometimes(
        "a snapshot is received",
        s -> nodes.count(s, node -> node.log().firstIndex() > 1) > s.get(compactions));
  }

  /// A snapshot of all that is applied, in place of the entries; etcdserver/server.go, `snapshot`,
  /// with no entries kept for slow followers.
  private void compact(Transaction tx, Cell<NodeState> node) {
    var made = tx.get(compactions) + 1;
    var state = tx.get(node);
    var log = state.log();
    var index = bug == Bug.SNAPSHOT_UNAPPLIED ? log.lastIndex() : log.applied();
    tx.require(made <= bounds.compactions() && index >= log.firstIndex()).set(compactions, made);
    var storage = log.storage();
    var entries = log.slice(log.firstIndex(), index + 1, Limits.NO_LIMIT);
    var snapshot =
        new Snapshot(
            entries.getLast().id(), state.confState(), storage.snapshot().data() + data(entries));
    var compacted = storage.with(snapshot).compact(index);
    tx.set(node, state.with(compacted)).update(disks.at(node), disk -> disk.compacted(compacted));
  }

  private static String data(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.payload() instanceof Payload.Normal(var data) ? data : "")
        .collect(Collectors.joining());
  }

  /// The node takes in a message and crashes before all is synced that it saves then. It has sent
  /// what it had to send before; a leader also what it sends meanwhile.
  private void crashWhileSaving(Transaction tx, Message message) {
    fail(tx, Faults::crash);
    tx.remove(network, message);
    var node = receiver(message);
    var batches = application(node).process(tx.get(node), message).batches();
    var saving = batches.stream().filter(batch -> batch.ready().mustSync()).toList();
    tx.require(!saving.isEmpty());
    var last = tx.choose(saving);
    var disk = tx.get(disks.at(node));
    for (var batch : batches.subList(0, batches.indexOf(last))) {
      disk = disk.saving(batch.ready(), true);
      send(tx, batch.ready().messages());
    }
    if (last.leads()) {
      send(tx, last.ready().messages());
    }
    restart(tx, node, tx.choose(disk.survivorsWhileSaving(last.ready())));
  }

  /// What a leader knows a server of its term to have, the server would find if it crashed;
  /// else a heartbeat commits what is not there, and the node panics (`tocommit(...) is out of
  /// range`).
  private boolean acknowledgedIsOnDisk(State s, Cells.Pair<NodeState> pair) {
    var leader = s.get(pair.first());
    if (!isLeader(leader)) {
      return true;
    }
    var known = leader.tracker().of(id(pair.second()));
    var other = s.get(pair.second());
    return known == null
        || other.term() != leader.term()
        || known.match() <= other.log().lastIndex();
  }

  /// A snapshot is what was made of the committed entries up to its index.
  private boolean snapshotIsCommitted(State s, Cell<Disk> disk) {
    var snapshot = s.get(disk).written().storage().snapshot();
    if (snapshot.isEmpty()) {
      return true;
    }
    var so = s.get(committed).entries();
    return snapshot.index() <= so.size()
        && so.get(snapshot.index() - 1).id().equals(snapshot.last())
        && data(so.subList(0, snapshot.index())).equals(snapshot.data());
  }
}
