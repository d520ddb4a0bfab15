package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Members of a cluster of etcd's Raft, of whatever network is between them: nodes, disks, crashes,
/// and what leaders have committed.
///
/// The nodes are {@link RawNode}s, each with its {@link Application}: after go.etcd.io/raft,
/// message by message. A step is one event at one node, with all that the node saves on it. A crash
/// keeps what is on the {@link Disk}, and of what was written without an fsync any first part.
public abstract class RaftMembers extends Model {

  private final Faults mostFaults;
  private final int allFaults;
  private final List<Application> applications;
  private final boolean syncsSnapshots;

  /// Each server's node; server `id` is at index `id - 1`.
  protected final Cells<NodeState> nodes;

  /// Each server's disk.
  protected final Cells<Disk> disks;

  /// What leaders have committed, whatever has become of them.
  protected final Cell<Committed> committed;

  /// What has gone wrong so far.
  protected final Cell<Faults> faults;

  /// Whether the last step was of a leader that put something in place of what was in its log.
  final Cell<Boolean> overwritten;

  /// Some servers.
  ///
  /// @param configs one for each server, with the ids 1, 2, ...
  /// @param members what all servers begin with
  /// @param mostFaults how much goes wrong, at most, of each kind
  /// @param allFaults how much goes wrong in all
  @SuppressWarnings("this-escape") // models are declared in constructors, by final methods
  RaftMembers(
      List<Config> configs, ConfState members, Faults mostFaults, int allFaults, Start start) {
    this.mostFaults = mostFaults;
    this.allFaults = allFaults;
    applications = configs.stream().map(Application::new).toList();
    syncsSnapshots = configs.getFirst().bug() != Bug.SNAPSHOT_NOT_SYNCED;
    var started = start.of(applications, HardState.Saved.blank(members));
    var first = started.getFirst();
    nodes = cells("node", started);
    disks = cells("disk", started.stream().map(HardState.Saved::of).map(Disk::of).toList());
    committed = cell("committed", Committed.nothing(first.tracker().config().voters()).by(first));
    faults = cell("faults", Faults.NONE);
    overwritten = cell("a leader has just overwritten its log", false);
  }

  // ---- steps

  /// Lets a node do something, which saves.
  ///
  /// @return what it is about to send
  protected final List<Message> step(
      Transaction tx,
      Cell<NodeState> node,
      BiFunction<Application, NodeState, Application.Done> act) {
    var before = tx.get(node);
    var done = act.apply(application(node), before);
    var after = done.state();
    tx.set(node, after);
    save(tx, disks.at(node), before, done);
    done.reads().forEach(read -> answer(tx, node, read.atLeast(before.log().applied())));
    afterStep(tx, node);
    if (isLeader(after)) {
      if (after.log().committed() > before.log().committed()) {
        tx.update(committed, so -> so.by(after));
      }
      tx.set(overwritten, isLeader(before) && !after.log().continues(before.log()));
    }
    return done.messages();
  }

  /// Takes note of a read that a node answers to its client; of none, where there are no reads.
  ///
  /// @param read with the index up to where entries are applied then
  protected void answer(Transaction tx, Cell<NodeState> node, ReadState read) {}

  /// Takes note of what a node has done.
  protected void afterStep(Transaction tx, Cell<NodeState> node) {}

  /// Puts what a node has to save on its disk.
  ///
  /// @param before the node when it had saved last
  protected void save(Transaction tx, Cell<Disk> disk, NodeState before, Application.Done done) {
    tx.update(
        disk,
        found -> {
          var now = found;
          for (var batch : done.batches()) {
            now = now.saving(batch.ready(), syncsSnapshots);
          }
          return kept(now);
        });
  }

  /// Starts a node anew.
  ///
  /// @param found on its disk
  protected final void restart(Transaction tx, Cell<NodeState> node, HardState.Saved found) {
    tx.set(node, application(node).start(found)).set(disks.at(node), kept(Disk.of(found)));
  }

  /// What is kept of a disk: all, or less, so that a crash can do more.
  protected Disk kept(Disk disk) {
    return disk;
  }

  /// What runs the node.
  protected final Application application(Cell<NodeState> node) {
    return applications.get(node.index());
  }

  /// Lets something go wrong, if that is within the bounds.
  protected void fail(Transaction tx, UnaryOperator<Faults> fault) {
    tx.update(faults, fault).require(tx.get(faults).within(mostFaults, allFaults));
  }

  /// Whose message this is.
  protected final Cell<NodeState> receiver(Message message) {
    return nodes.get(message.to() - 1);
  }

  /// Whether the node leads.
  protected static boolean isLeader(NodeState node) {
    return node.state() == StateType.LEADER;
  }

  /// The id of a server, by its node or its disk.
  protected static int id(Cell<?> server) {
    return server.index() + 1;
  }

  // ---- crashes

  /// Crashes between two steps, each with a restart, as far as faults go.
  protected final void crashes() {
    if (allows(Faults::crash)) {
      rule("crash and restart", nodes, this::crash);
    }
  }

  /// A node crashes, and starts with what that leaves.
  protected void crash(Transaction tx, Cell<NodeState> node) {
    fail(tx, Faults::crash);
    restart(tx, node, tx.choose(tx.get(disks.at(node)).survivors()));
  }

  /// Whether a fault of this kind is within the bounds.
  protected final boolean allows(UnaryOperator<Faults> fault) {
    return fault.apply(Faults.NONE).within(mostFaults, allFaults);
  }

  // ---- what is claimed

  /// What Raft promises, Figure 3, and that what is committed is durable; with what shows that this
  /// is not vacuous.
  protected final void safety() {
    var promised = new RaftSafety(nodes, disks, committed);
    always("election safety", nodes.pairs(), RaftSafety::electionSafety);
    never("leader append-only", s -> s.get(overwritten));
    always("log matching", nodes.pairs(), RaftSafety::logMatching);
    always("leader completeness", nodes, promised::leaderCompleteness);
    always("state machine safety", nodes, promised::stateMachineSafety);
    always("committed is durable", promised::committedIsDurable);
    sometimes("a leader is elected", s -> nodes.any(s, RaftMembers::isLeader));
    sometimes("two servers commit", s -> nodes.count(s, node -> node.log().committed() > 0) > 1);
    if (allows(Faults::crash)) {
      sometimes(
          "entries are committed in spite of a crash",
          s -> s.get(faults).crashes() > 0 && !s.get(committed).entries().isEmpty());
    }
  }
}
