package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import java.util.List;
import java.util.stream.IntStream;

/// A voter and a learner of etcd's Raft change places, and the leader dies meanwhile. One voter is
/// down until then; so those who are left are a majority of the voters before and after, but do
/// not all know how far the change has come.
///
/// While the first server leads, messages come late, and are lost where one is under way already.
/// What the others need for an election is exchanged in one step.
///
/// Source: go.etcd.io/raft raft.go, `hup`, `campaign` and `Step`, at cdfbeed.
///
/// What it leaves out: docs/models/etcd.md.
public final class EtcdSwap extends StreamCluster {

  /// Mistakes to seed.
  public enum Bug {
    /// None: {@link Option#COMMITS_BY_VOTE}.
    NONE,
    /// A candidate does not say what it has committed, as it is at cdfbeed (etcd-io/etcd#12359): in
    /// the end a leader is elected.
    COMMIT_NOT_IN_VOTES
  }

  /// How far the model goes.
  ///
  /// @param writes how often clients write
  /// @param heartbeats how often it sends heartbeats
  public record Bounds(int writes, int heartbeats) {}

  /// What was used up of the bounds, and whether the change is proposed.
  private record Used(boolean change, int writes, int heartbeats) {
    boolean within(Bounds most) {
      return writes <= most.writes && heartbeats <= most.heartbeats;
    }
  }

  private static final int LEADER = 1;
  private static final int DOWN = 2;
  private static final int LEARNER = 4;
  private static final int ROOM = 1;

  private final Bounds bounds;
  private final List<Cell<NodeState>> others = nodes.subList(LEADER, nodes.size());
  private final Cell<Used> used = cell("used", new Used(false, 0, 0));
  private final Cell<Boolean> dead = cell("the leader is dead", false);

  /// A cluster, as the library is or with what was proposed.
  public EtcdSwap(Bounds bounds, Bug bug) {
    var plan = Reconfiguration.SWAP;
    super(
        IntStream.rangeClosed(1, plan.servers()).mapToObj(id -> config(id, bug)).toList(),
        plan.before(),
        0,
        ROOM);
    this.bounds = bounds;

    rule("the leader proposes the change", this::change);
    rule("a client writes", this::write);
    if (bounds.heartbeats() > 0) {
      rule("the leader sends heartbeats", this::heartbeat);
    }
    rule("a message arrives", nodes.pairs(), this::deliver);
    rule("the leader dies", this::die);
    weaklyFair("the leader dies");
    rule("a server times out", others, this::timeOut);
    weaklyFairEach("a server times out");

    safety();
    eventuallyAlways("in the end a leader is elected", this::isLed);
    sometimes(
        "the learner is elected", s -> s.get(dead) && isLeader(s.get(nodes.get(LEARNER - 1))));
    sometimes(
        "servers know of different voters",
        s ->
            s.get(dead)
                && others.stream().map(s::get).map(EtcdSwap::isJoint).distinct().count() > 1);
  }

  private static Config config(int id, Bug bug) {
    var config = Config.of(id).with(Option.PRE_VOTE);
    return bug == Bug.NONE ? config.with(Option.COMMITS_BY_VOTE) : config;
  }

  private static boolean isJoint(NodeState node) {
    return node.tracker().config().voters().isJoint();
  }

  // ---- while the first server leads

  private void use(Transaction tx, Used more) {
    var so = tx.get(used);
    var sum =
        new Used(
            so.change || more.change, so.writes + more.writes, so.heartbeats + more.heartbeats);
    tx.require(dead, false).require(sum.within(bounds)).set(used, sum);
  }

  private void change(Transaction tx) {
    tx.require(!tx.get(used).change);
    use(tx, new Used(true, 0, 0));
    propose(tx, Entry.proposal(Reconfiguration.SWAP.changes().getFirst()));
  }

  /// What is written before the change comes before it in all logs, and does not matter.
  private void write(Transaction tx) {
    tx.require(tx.get(used).change);
    use(tx, new Used(false, 1, 0));
    propose(tx, Entry.proposal(Integer.toString(tx.get(used).writes)));
  }

  private void propose(Transaction tx, Entry entry) {
    hand(tx, new MsgProp(Node.NONE, LEADER, List.of(entry)));
  }

  private void heartbeat(Transaction tx) {
    use(tx, new Used(false, 0, 1));
    hand(tx, new MsgBeat(LEADER));
  }

  private void deliver(Transaction tx, Cells.Pair<NodeState> pair) {
    hand(tx, receive(tx, stream(pair)));
  }

  private Cell<List<Message>> stream(Cells.Pair<NodeState> pair) {
    return stream(id(pair.first()), id(pair.second()));
  }

  /// What it has sent does not arrive any more.
  private void die(Transaction tx) {
    tx.require(dead, false).set(dead, true);
    nodes.pairs().forEach(pair -> tx.set(stream(pair), List.of()));
  }

  // ---- when it is dead

  private void timeOut(Transaction tx, Cell<NodeState> node) {
    tx.require(dead, true).require(!isLed(tx));
    exchange(tx, others, new MsgHup(id(node)), () -> false);
  }

  private boolean isLed(State s) {
    return s.get(dead) && others.stream().map(s::get).anyMatch(RaftMembers::isLeader);
  }

  /// Nothing gets to the server that is down.
  @Override
  protected boolean isLate(Message message, List<Cell<NodeState>> between) {
    return between.isEmpty() && message.to() != DOWN;
  }
}
