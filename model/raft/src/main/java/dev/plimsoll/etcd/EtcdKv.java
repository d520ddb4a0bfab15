package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.etcd.ClientCalls.Made;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.raft.Application;
import dev.plimsoll.raft.Config;
import dev.plimsoll.raft.Disk;
import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import dev.plimsoll.raft.Node;
import dev.plimsoll.raft.NodeState;
import dev.plimsoll.raft.ReadState;
import dev.plimsoll.raft.StreamCluster;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients put, compare and swap, and read a key at members of an etcd of three, each with a Raft
/// node and a store, while leaders change and members crash: is what they are answered
/// linearizable?
///
/// What clients called and were answered is part of the state, and held against the same check as
/// recorded histories. A call is made when it comes to its member, and returns when the member
/// answers: with delays on the way, less would have to come before other calls. A client that does
/// not wait any longer does not know whether it was done.
///
/// The nodes are whole. What a client asks for comes to the leader at once, or is lost; from where
/// on a read may be answered is told late. All else is exchanged by two servers in one step, or
/// lost: two of three are a majority.
///
/// What it leaves out: docs/models/etcd-store.md. Source: etcd server/etcdserver/v3_server.go and
/// read/read.go, v3.5.33.
public final class EtcdKv extends StreamCluster {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// A leader answers reads without asking a quorum whether it leads still.
    READS_WITHOUT_QUORUM,
    /// See {@link Config.Option#READS_BEFORE_COMMIT} (etcd-io/etcd#7331).
    READS_BEFORE_COMMIT,
    /// A member that knows from where on it may answer a read does not wait until it has applied so
    /// much.
    READS_BEFORE_APPLYING,
    /// A member answers reads that have to be linearizable as it does serializable ones.
    SERIALIZABLE_FOR_LINEARIZABLE,
    /// A member answers serializable reads from all that is in its log.
    READS_UNCOMMITTED,
    /// A leader answers a write when it has it in its log.
    ANSWERS_BEFORE_COMMIT,
    /// A leader counts itself among those that have a write before it is on its disk (against Raft
    /// thesis §10.2.1).
    COUNTS_UNSAVED,
    /// A write that was not answered is proposed once more, and applied twice.
    APPLIES_TWICE
  }

  /// How far the model goes.
  ///
  /// @param calls how many clients make
  /// @param clients how many of them wait for an answer at a time
  /// @param members how many of the three clients call, the first ones
  /// @param timeouts how often a client does not wait any longer
  /// @param elections how often a server times out and is elected
  /// @param crashes how often a member crashes, and is started again
  public record Bounds(
      int calls, int clients, int members, int timeouts, int elections, int crashes) {

    /// @throws IllegalArgumentException if there are not so many members
    public Bounds {
      if (members < 1 || members > MEMBERS) {
        throw new IllegalArgumentException(
            "expected 1 to %d members that clients call, not %d".formatted(MEMBERS, members));
      }
    }
  }

  /// What was used up of the bounds.
  private record Used(int timeouts, int elections) {}

  /// A client that waits for a member.
  ///
  /// @param number of its call
  /// @param readIndex of a read: the entry that has to be applied before; empty while it is not
  ///     known
  private record Waiting(int number, Optional<Integer> readIndex) {}

  private static final int MEMBERS = 3;
  private static final String KEY = "k";

  private final Bounds bounds;
  private final Bug bug;
  private final Cell<ClientCalls> calls = cell("calls", ClientCalls.NONE);
  private final Cells<List<Waiting>> waiting = cells("waits for member", MEMBERS, List.of());
  private final Cell<Used> used = cell("used", new Used(0, 0));

  /// Correct members, or such with a mistake.
  public EtcdKv(Bounds bounds, Bug bug) {
    var members = IntStream.rangeClosed(1, MEMBERS).boxed().toList();
    super(
        members.stream().map(id -> config(id, bug)).toList(),
        ConfState.of(members, List.of()),
        bounds.crashes(),
        1);
    this.bounds = bounds;
    this.bug = bug;

    rule("a client calls", nodes.subList(0, bounds.members()), this::call);
    if (bounds.timeouts() > 0) {
      rule("a client does not wait any longer", waiting, this::giveUp);
    }
    rule("a leader and a follower exchange what they have", nodes.pairs(), this::replicate);
    rule("a leader tells from where on to read", nodes.pairs(), this::deliver);
    if (bounds.elections() > 0) {
      rule("another is elected", candidates(), this::elect);
    }
    if (bug == Bug.APPLIES_TWICE) {
      rule("a write is proposed again", nodes, this::proposeAgain);
    }
    crashes();
    declareClaims();
  }

  private static Config config(int id, Bug bug) {
    var config = Config.of(id);
    return bug == Bug.READS_BEFORE_COMMIT ? config.with(Config.Option.READS_BEFORE_COMMIT) : config;
  }

  private void declareClaims() {
    always("what clients are answered is linearizable", s -> s.get(calls).areLinearizable());
    whenever(
        "a serializable read shows what there was at its revision",
        s -> s.get(calls).areLinearizable() && s.get(calls).has(Made::isSerializable),
        s -> s.get(calls).areAsPromised());
    sometimes("a serializable read is stale", s -> s.get(calls).hasPair(Made::isStaleAfter));
    sometimes("two calls overlap", s -> s.get(calls).hasPair(Made::overlaps));
    sometimes("a comparison fails, and one holds", s -> s.get(calls).hasCompared());
    if (bounds.timeouts() > 0 && bounds.calls() > 2) {
      sometimes(
          "a call that was given up has its effect later",
          s -> s.get(calls).hasLateEffect(number -> !isAwaited(s, number)));
    }
    if (bounds.elections() > 0) {
      sometimes(
          "a later leader answers",
          s -> s.get(committed).term() > 1 && s.get(calls).has(call -> call.called() > 0));
    }
  }

  private boolean isAwaited(State s, int number) {
    return waiting.any(s, so -> so.stream().anyMatch(each -> each.number == number));
  }

  // ---- clients

  private void call(Transaction tx, Cell<NodeState> node) {
    var so = tx.get(calls);
    var number = so.calls().size() + 1;
    tx.require(number <= bounds.calls() && waiting(tx) < bounds.clients());
    var operation = tx.choose(operations(so, number));
    tx.set(calls, so.calling(operation));
    if (operation instanceof Get get && isAnsweredAtOnce(tx.get(node), get)) {
      answer(tx, number, read(tx, node, get));
    } else {
      await(tx, node, new Waiting(number, Optional.empty()));
      exchange(tx, leader(tx.get(node)), request(node, operation, number), () -> false);
    }
  }

  private int waiting(State s) {
    return waiting.stream().mapToInt(each -> s.get(each).size()).sum();
  }

  private void await(Transaction tx, Cell<NodeState> node, Waiting client) {
    tx.update(waiting.at(node), so -> Stream.concat(so.stream(), Stream.of(client)).toList());
  }

  private void awaitNoMore(Transaction tx, Cell<?> member, Waiting client) {
    tx.update(
        waiting.get(member.index()),
        so -> so.stream().filter(each -> !each.equals(client)).toList());
  }

  /// What a client compares with is what it has seen last.
  private static List<Operation> operations(ClientCalls so, int number) {
    var value = Integer.toString(number);
    return List.of(
        new Put(KEY, value),
        new Txn(
            List.of(new Compare(KEY, so.seen())),
            List.of(new Put(KEY, value)),
            List.of(new Get(KEY))),
        new Get(KEY, false),
        new Get(KEY, true));
  }

  private void giveUp(Transaction tx, Cell<List<Waiting>> member) {
    tx.update(used, so -> new Used(so.timeouts + 1, so.elections))
        .require(tx.get(used).timeouts <= bounds.timeouts());
    awaitNoMore(tx, member, tx.choose(tx.get(member)));
  }

  // ---- members

  private boolean isAnsweredAtOnce(NodeState node, Get get) {
    return get.isSerializable()
        || bug == Bug.SERIALIZABLE_FOR_LINEARIZABLE
        || (bug == Bug.READS_WITHOUT_QUORUM && isLeader(node));
  }

  private Answer read(Transaction tx, Cell<NodeState> node, Get get) {
    var log = tx.get(node).log();
    var readsAll = bug == Bug.READS_UNCOMMITTED && get.isSerializable();
    return AppliedCalls.after(readsAll ? log.entries() : log.committedEntries(), tx.get(calls))
        .get(get.key());
  }

  /// Whom the member takes for the leader, perhaps itself; what it asks for is dropped without one.
  private List<Cell<NodeState>> leader(NodeState node) {
    return node.lead() == Node.NONE ? List.of() : List.of(nodes.get(node.lead() - 1));
  }

  private static Message request(Cell<NodeState> node, Operation operation, int number) {
    var data = Integer.toString(number);
    return operation instanceof Get
        ? new MsgReadIndex(Node.NONE, id(node), data)
        : new MsgProp(Node.NONE, id(node), List.of(Entry.proposal(data)));
  }

  private void proposeAgain(Transaction tx, Cell<NodeState> node) {
    tx.require(isLeader(tx.get(node)));
    var numbers = tx.get(node).log().entries().stream().map(AppliedCalls::number).toList();
    var again = tx.choose(tx.get(waiting.at(node)));
    tx.require(numbers.stream().filter(each -> each == again.number).count() == 1);
    var operation = tx.get(calls).get(again.number).operation();
    hand(tx, request(node, operation, again.number));
  }

  /// The leader says from where on the read may be answered.
  @Override
  protected void answer(Transaction tx, Cell<NodeState> node, ReadState read) {
    var number = Integer.parseInt(read.context());
    var from = Optional.of(read.index());
    tx.update(
        waiting.at(node),
        so ->
            so.stream()
                .map(each -> each.number == number ? new Waiting(number, from) : each)
                .toList());
  }

  /// Answers those that wait for the member, if it has applied what they need.
  @Override
  protected void afterStep(Transaction tx, Cell<NodeState> node) {
    for (var client : tx.get(waiting.at(node))) {
      var answer =
          tx.get(calls).get(client.number).operation() instanceof Get get
              ? answerRead(tx, node, get, client)
              : answerWrite(tx, tx.get(node), client);
      if (answer.isPresent()) {
        awaitNoMore(tx, node, client);
        answer(tx, client.number, answer.get());
      }
    }
  }

  private Optional<Answer> answerRead(
      Transaction tx, Cell<NodeState> node, Get get, Waiting client) {
    var applied = tx.get(node).log().applied();
    return client
        .readIndex
        .filter(index -> index <= applied || bug == Bug.READS_BEFORE_APPLYING)
        .map(_ -> read(tx, node, get));
  }

  private Optional<Answer> answerWrite(Transaction tx, NodeState node, Waiting client) {
    var answersEarly = bug == Bug.ANSWERS_BEFORE_COMMIT && isLeader(node);
    var entries = answersEarly ? node.log().entries() : node.log().committedEntries();
    var index = entries.stream().map(AppliedCalls::number).toList().indexOf(client.number);
    return index < 0
        ? Optional.empty()
        : Optional.of(AppliedCalls.after(entries.subList(0, index + 1), tx.get(calls)).answer());
  }

  private void answer(Transaction tx, int number, Answer answer) {
    tx.update(calls, so -> so.answered(number, answer));
  }

  /// Nobody waits for a member that crashes.
  @Override
  protected void crash(Transaction tx, Cell<NodeState> node) {
    super.crash(tx, node);
    tx.set(waiting.at(node), List.of());
  }

  /// Where nobody crashes, nobody looks at disks.
  @Override
  protected void save(Transaction tx, Cell<Disk> disk, NodeState before, Application.Done done) {
    if (bounds.crashes() > 0) {
      if (bug == Bug.COUNTS_UNSAVED) {
        saveLeadersLate(tx, disk, before, done.state());
      } else {
        super.save(tx, disk, before, done);
      }
    }
  }

  /// What a leader has to save reaches its disk when it has to save more.
  private static void saveLeadersLate(
      Transaction tx, Cell<Disk> disk, NodeState before, NodeState after) {
    var old = HardState.Saved.of(before);
    var now = HardState.Saved.of(after);
    if (!isLeader(after)) {
      tx.set(disk, Disk.of(now));
    } else if (now.mustSync(old)) {
      tx.set(disk, Disk.of(old));
    }
  }

  // ---- leaders and followers

  /// The leader sends a heartbeat, and what the follower lacks, until it commits more.
  private void replicate(Transaction tx, Cells.Pair<NodeState> pair) {
    var leader = pair.first();
    var before = tx.get(leader).log().committed();
    tx.require(isLeader(tx.get(leader)));
    try {
      exchange(
          tx, both(pair), new MsgBeat(id(leader)), () -> tx.get(leader).log().committed() > before);
    } catch (IllegalStateException panic) {
      tx.require(bug != Bug.COUNTS_UNSAVED);
      throw panic;
    }
  }

  /// Those that clients call, each with who votes for it.
  private List<Cells.Pair<NodeState>> candidates() {
    return nodes.pairs().stream().filter(pair -> pair.first().index() < bounds.members()).toList();
  }

  private void elect(Transaction tx, Cells.Pair<NodeState> pair) {
    tx.update(used, so -> new Used(so.timeouts, so.elections + 1))
        .require(tx.get(used).elections <= bounds.elections());
    tx.require(!isLeader(tx.get(pair.first())));
    exchange(tx, both(pair), new MsgHup(id(pair.first())), () -> isLeader(tx.get(pair.first())));
    tx.require(isLeader(tx.get(pair.first())));
  }

  private static List<Cell<NodeState>> both(Cells.Pair<NodeState> pair) {
    return List.of(pair.first(), pair.second());
  }

  private void deliver(Transaction tx, Cells.Pair<NodeState> pair) {
    hand(tx, receive(tx, stream(id(pair.first()), id(pair.second()))));
  }

  @Override
  protected boolean isLate(Message message, List<Cell<NodeState>> between) {
    return message instanceof MsgReadIndexResp && !between.contains(receiver(message));
  }
}
