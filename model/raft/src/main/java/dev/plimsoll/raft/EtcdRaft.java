package dev.plimsoll.raft;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A cluster of etcd's Raft nodes on a network that loses, repeats and reorders, with crashes.
///
/// The nodes are {@link RawNode}s, each with its {@link Application}: after go.etcd.io/raft,
/// message by message. Time-outs come at any moment. A message that was sent twice and not received
/// in between counts once. A crash keeps what is on disk, but of the commit index, which is written
/// without an fsync, perhaps an earlier value; the claims are those of Raft Figure 3, and that what
/// is committed is durable.
///
/// What it leaves out: docs/models/raft.md.
public final class EtcdRaft extends Model {

  /// How far the model goes.
  ///
  /// @param servers how many servers there are
  /// @param candidates how many of them may time out, at least 1: with fewer than all, there are
  ///     fewer states that differ only in who is who
  /// @param maxTerm no server starts an election in this term
  /// @param proposals how often clients propose
  /// @param faults how much goes wrong, at most, of each kind
  /// @param allFaults how much goes wrong in all
  /// @param messages a step that would leave more messages under way is disabled
  public record Bounds(
      int servers,
      int candidates,
      int maxTerm,
      int proposals,
      Faults faults,
      int allFaults,
      int messages) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<Application> applications;
  private final Cells<NodeState> nodes;
  private final Cells<HardState.Saved> disks;
  private final Bag<Message> network;
  private final Cell<Committed> committed;
  private final Cell<Integer> proposals;
  private final Cell<Faults> faults;

  /// A cluster with or without pre-votes and heartbeats, correct or with a mistake.
  public EtcdRaft(Bounds bounds, boolean preVote, boolean heartbeats, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    var servers = IntStream.rangeClosed(1, bounds.servers()).boxed().toList();
    applications = servers.stream().map(id -> application(id, preVote, bug)).toList();
    var members = Snapshot.of(ConfState.of(servers, List.of()));
    var blank = new HardState.Saved(HardState.EMPTY, Storage.of(members));
    nodes = cells("node", applications.stream().map(server -> server.start(blank)).toList());
    disks = cells("disk", bounds.servers(), blank);
    network = set("network", Message.class, bounds.messages());
    committed = cell("committed", Committed.NOTHING);
    proposals = cell("proposals", 0);
    faults = cell("faults", Faults.NONE);

    rule("time out", nodes.subList(0, Math.min(bounds.candidates(), nodes.size())), this::timeOut);
    rule("propose", nodes, this::propose);
    if (heartbeats) {
      rule("heartbeat", nodes, this::heartbeat);
    }
    rule("deliver", network, this::deliver);
    rule("deliver, and again later", network, this::duplicate);
    rule("lose", network, this::lose);
    rule("crash and restart", nodes, this::crash);

    declareClaims();
  }

  private static Application application(int id, boolean preVote, Bug bug) {
    var config = Config.of(id).with(bug);
    return new Application(preVote ? config.with(Config.Option.PRE_VOTE) : config);
  }

  private void declareClaims() {
    always("election safety", nodes.pairs(), EtcdRaft::electionSafety);
    always("log matching", nodes.pairs(), EtcdRaft::logMatching);
    always("leader completeness", nodes, this::leaderCompleteness);
    always("state machine safety", nodes, this::stateMachineSafety);
    always("committed is durable", this::committedIsDurable);
    sometimes("a leader is elected", s -> nodes.any(s, node -> isLeader(node)));
    if (bounds.maxTerm() > 1) {
      sometimes("logs differ", s -> nodes.pairs().stream().anyMatch(p -> logsDiffer(s, p)));
      sometimes("a later leader has what was committed", this::laterLeader);
    }
    sometimes("two servers commit", s -> nodes.count(s, node -> node.log().committed() > 0) > 1);
    if (Faults.NONE.crash().within(bounds.faults(), bounds.allFaults())) {
      sometimes(
          "entries are committed in spite of a crash",
          s -> s.get(faults).crashes() > 0 && !s.get(committed).entries().isEmpty());
    }
  }

  // ---- what happens to nodes

  private void timeOut(Transaction tx, Cell<NodeState> node) {
    var before = tx.get(node);
    tx.require(!isLeader(before) && before.term() < bounds.maxTerm());
    process(tx, node, new MsgHup(id(node)));
  }

  private void propose(Transaction tx, Cell<NodeState> node) {
    tx.require(isLeader(tx.get(node)));
    var proposal = tx.get(proposals) + 1;
    tx.require(proposal <= bounds.proposals()).set(proposals, proposal);
    process(
        tx,
        node,
        new MsgProp(Node.NONE, id(node), List.of(Entry.proposal(Integer.toString(proposal)))));
  }

  private void heartbeat(Transaction tx, Cell<NodeState> node) {
    tx.require(isLeader(tx.get(node)));
    process(tx, node, new MsgBeat(id(node)));
  }

  private void crash(Transaction tx, Cell<NodeState> node) {
    fail(tx, Faults::crash);
    var saved = tx.get(disks.get(node.index()));
    var hard = saved.hardState();
    var commit = tx.choose(IntStream.rangeClosed(0, hard.commit()).boxed().toList());
    var found =
        new HardState.Saved(new HardState(hard.term(), hard.vote(), commit), saved.storage());
    tx.set(node, applications.get(node.index()).start(found)).set(disks.get(node.index()), found);
  }

  // ---- what happens to messages

  private void deliver(Transaction tx, Message message) {
    tx.remove(network, message);
    process(tx, nodes.get(message.to() - 1), message);
  }

  private void duplicate(Transaction tx, Message message) {
    fail(tx, Faults::duplicate);
    process(tx, nodes.get(message.to() - 1), message);
  }

  private void lose(Transaction tx, Message message) {
    fail(tx, Faults::loss);
    tx.remove(network, message);
  }

  private void fail(Transaction tx, UnaryOperator<Faults> fault) {
    tx.update(faults, fault).require(tx.get(faults).within(bounds.faults(), bounds.allFaults()));
  }

  /// Hands the message to the node, saves and sends.
  private void process(Transaction tx, Cell<NodeState> cell, Message message) {
    var before = tx.get(cell);
    var done = applications.get(cell.index()).process(before, message);
    var after = done.state();
    tx.set(cell, after);
    save(tx, disks.get(cell.index()), before, after);
    done.messages().forEach(sent -> tx.send(network, sent));
    if (isLeader(after) && after.log().committed() > before.log().committed()) {
      tx.update(committed, so -> so.by(after));
    }
  }

  /// With the mistake, a write reaches the disk only when the next one is made.
  private void save(Transaction tx, Cell<HardState.Saved> disk, NodeState before, NodeState after) {
    var old = HardState.Saved.of(before);
    var current = HardState.Saved.of(after);
    if (bug != Bug.SEND_BEFORE_PERSIST) {
      tx.set(disk, current);
    } else if (current.mustSync(old)) {
      tx.set(disk, old);
    }
  }

  // ---- what is claimed, Raft Figure 3

  /// At most one leader in a term; Raft §5.2.
  private static boolean electionSafety(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first());
    if (!isLeader(a)) {
      return true;
    }
    var b = s.get(pair.second());
    return !isLeader(b) || a.term() != b.term();
  }

  /// Logs that have an entry of the same index and term are equal up to it; Raft §5.3.
  private static boolean logMatching(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first()).log();
    if (a.lastIndex() == 0) {
      return true;
    }
    var b = s.get(pair.second()).log();
    for (var n = Math.min(a.lastIndex(), b.lastIndex()); n > 0; n--) {
      if (a.termOrZero(n) == b.termOrZero(n)) {
        return a.entries().subList(0, n).equals(b.entries().subList(0, n));
      }
    }
    return true;
  }

  /// What was committed in a term is in the logs of the leaders of this and all later terms; Raft
  /// §5.4.
  private boolean leaderCompleteness(State s, Cell<NodeState> cell) {
    var node = s.get(cell);
    if (!isLeader(node)) {
      return true;
    }
    var so = s.get(committed);
    return node.term() < so.term() || HardState.Saved.of(node).holds(so.entries());
  }

  /// No server commits another entry at an index than the leaders did; Raft §5.4.3.
  private boolean stateMachineSafety(State s, Cell<NodeState> cell) {
    var log = s.get(cell).log();
    if (log.committed() == 0) {
      return true;
    }
    var so = s.get(committed).entries();
    return log.committed() <= so.size()
        && log.committedEntries().equals(so.subList(0, log.committed()));
  }

  /// What is committed is on the disks of a majority; thesis §3.8.
  private boolean committedIsDurable(State s) {
    var so = s.get(committed).entries();
    return so.isEmpty() || disks.count(s, disk -> disk.holds(so)) >= bounds.servers() / 2 + 1;
  }

  /// Whether two logs begin with entries of different terms.
  private static boolean logsDiffer(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first()).log();
    if (a.lastIndex() == 0) {
      return false;
    }
    var b = s.get(pair.second()).log();
    return b.lastIndex() > 0 && a.termOrZero(1) != b.termOrZero(1);
  }

  private boolean laterLeader(State s) {
    var so = s.get(committed);
    return !so.entries().isEmpty()
        && nodes.any(s, node -> isLeader(node) && node.term() > so.term());
  }

  private static boolean isLeader(NodeState node) {
    return node.state() == StateType.LEADER;
  }

  private static int id(Cell<NodeState> cell) {
    return cell.index() + 1;
  }
}
