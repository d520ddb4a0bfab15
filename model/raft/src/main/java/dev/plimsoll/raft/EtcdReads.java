package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHeartbeat;
import dev.plimsoll.raft.Message.MsgHeartbeatResp;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgReadIndex;
import dev.plimsoll.raft.Message.MsgReadIndexResp;
import dev.plimsoll.raft.Message.MsgTimeoutNow;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Linearizable reads at any member of a cluster, without writing to the log, while clients write,
/// leaders change and members stop for any time.
///
/// The first server leads. What clients wrote is acknowledged once it is committed; a read notes
/// how much that is when it is asked for, and is answered where the member has applied what the
/// leader told it. A member does one read at a time, and asks the leader again if there is no
/// answer: etcd server/etcdserver/read/read.go, `requestCurrentIndex`.
///
/// The nodes are whole. What reads need comes late, and so does the word to begin an election, as
/// where a process stops; what elections and replication need is exchanged by two servers in one
/// step, or lost: two of three are a majority.
///
/// What it leaves out: docs/models/raft.md.
public final class EtcdReads extends StreamCluster {

  /// How leaders answer reads.
  public enum Reading {
    /// Numbered by the leader and confirmed by a quorum: as it is.
    NUMBERED,
    /// Known by the id that the server gives them, and confirmed by a quorum: as it was, see
    /// {@link ReadOnly.ByContext}.
    BY_CONTEXT,
    /// Answered at once by a leader, whom a quorum has promised not to vote for another:
    /// `ReadOnlyLeaseBased`.
    BY_LEASE;

    private Config of(Config config) {
      return switch (this) {
        case NUMBERED -> config;
        case BY_CONTEXT -> config.with(Option.READS_BY_CONTEXT);
        case BY_LEASE -> config.with(Option.LEASE_BASED_READS, Option.CHECK_QUORUM);
      };
    }
  }

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// A member asks again with the same id (before v3.5.28 and v3.6.9; etcd-io/etcd#20418). With
    /// reads that are known by their id, an answer to the first time confirms the second, and all
    /// that came before it.
    REUSED_ID,
    /// See {@link Option#READS_BEFORE_COMMIT} (etcd-io/etcd#7331).
    READS_BEFORE_COMMIT,
    /// A sole member that was started again reads up to what it has saved as committed, which may
    /// be less than what it has acknowledged (etcd-io/raft PR 105; it is so at cdfbeed).
    COMMIT_AS_SAVED
  }

  /// How far the model goes.
  ///
  /// @param servers how many there are, 1 to 3
  /// @param elections how often a server times out and is elected
  /// @param writes how often clients write
  /// @param readers how many servers clients read at, the first ones
  /// @param reads how many reads there are
  /// @param retries how often members ask again
  /// @param transfers how often leadership is handed to another
  /// @param crashes how often a server crashes, and is started again
  public record Bounds(
      int servers,
      int elections,
      int writes,
      int readers,
      int reads,
      int retries,
      int transfers,
      int crashes) {

    /// @throws IllegalArgumentException if two servers are no majority
    public Bounds {
      if (servers < 1 || servers > 3) {
        throw new IllegalArgumentException(
            "expected 1 to 3 servers, of which two are a majority, not %d".formatted(servers));
      }
    }
  }

  /// What was used up of the bounds.
  private record Used(int elections, int writes, int reads, int retries, int transfers) {
    boolean within(Bounds most) {
      return elections <= most.elections
          && writes <= most.writes
          && reads <= most.reads
          && retries <= most.retries
          && transfers <= most.transfers;
    }
  }

  /// A read that a member waits for.
  ///
  /// @param least the index of the last write that was acknowledged when it was asked for
  /// @param ids with which the member has asked for it; none if it waits for nothing
  private record Waiting(int least, List<Integer> ids) {
    static final Waiting NONE = new Waiting(0, List.of());

    Waiting with(int id) {
      return ids.contains(id)
          ? this
          : new Waiting(least, Stream.concat(ids.stream(), Stream.of(id)).toList());
    }
  }

  /// A read that was answered.
  ///
  /// @param least see {@link Waiting}
  /// @param index up to where writes were applied
  private record Answered(int least, int index) {}

  private final Bounds bounds;
  private final Bug bug;
  private final Cells<Waiting> waiting;
  private final Cell<Answered> answered = cell("answered last", new Answered(0, 0));
  private final Cell<Used> used = cell("used", new Used(0, 0, 0, 0, 0));

  /// A cluster that reads correctly, or with a mistake.
  public EtcdReads(Bounds bounds, Reading reading, Bug bug) {
    var servers = IntStream.rangeClosed(1, bounds.servers()).boxed().toList();
    super(
        servers.stream().map(id -> config(id, reading, bug)).toList(),
        ConfState.of(servers, List.of()),
        bounds.crashes(),
        1);
    this.bounds = bounds;
    this.bug = bug;
    waiting = cells("waits for", bounds.servers(), Waiting.NONE);

    var readers = nodes.subList(0, Math.min(bounds.readers(), nodes.size()));
    rule("a client reads", readers, (tx, node) -> hand(tx, begin(tx, node)));
    if (bounds.retries() > 0) {
      rule("a member asks again", readers, this::askAgain);
    }
    if (bounds.servers() == 1) {
      rule("a client writes", nodes, (tx, node) -> hand(tx, write(tx, node)));
      rule("a client reads while the member becomes leader", nodes, this::readAsElected);
    } else {
      rule("a client writes, and a follower takes it", nodes.pairs(), this::replicate);
      rule("a message of a read arrives", nodes.pairs(), this::deliver);
    }
    if (bounds.elections() > 0) {
      rule("another is elected", nodes.pairs(), this::elect);
    }
    if (bounds.transfers() > 0) {
      rule("leadership is handed over", nodes.pairs(), this::transfer);
    }
    crashes();
    declareClaims();
  }

  private static Config config(int id, Reading reading, Bug bug) {
    var config = reading.of(Config.of(id));
    return switch (bug) {
      case NONE, REUSED_ID -> config.with(Option.SOLE_VOTER_READS_ITS_LOG);
      case READS_BEFORE_COMMIT ->
          config.with(Option.SOLE_VOTER_READS_ITS_LOG, Option.READS_BEFORE_COMMIT);
      case COMMIT_AS_SAVED -> config;
    };
  }

  private void declareClaims() {
    always(
        "a read shows what was acknowledged before it",
        s -> s.get(answered).index >= s.get(answered).least);
    sometimes("a read had to show a write", s -> s.get(answered).least > 1);
    sometimes("all reads are answered", this::allAreAnswered);
    if (bounds.elections() + bounds.transfers() > 0) {
      sometimes(
          "a read had to show what a later leader committed",
          s -> s.get(answered).least > 1 && s.get(committed).term() > 1);
    }
  }

  private boolean allAreAnswered(State s) {
    return s.get(used).reads == bounds.reads() && waiting.all(s, each -> each.ids.isEmpty());
  }

  private void use(Transaction tx, Used more) {
    tx.update(
            used,
            so ->
                new Used(
                    so.elections + more.elections,
                    so.writes + more.writes,
                    so.reads + more.reads,
                    so.retries + more.retries,
                    so.transfers + more.transfers))
        .require(tx.get(used).within(bounds));
  }

  // ---- clients

  private MsgProp write(Transaction tx, Cell<NodeState> leader) {
    use(tx, new Used(0, 1, 0, 0, 0));
    tx.require(isLeader(tx.get(leader)));
    var entry = Entry.proposal(Integer.toString(tx.get(used).writes));
    return new MsgProp(Node.NONE, id(leader), List.of(entry));
  }

  private MsgReadIndex begin(Transaction tx, Cell<NodeState> node) {
    use(tx, new Used(0, 0, 1, 0, 0));
    tx.require(tx.get(waiting.at(node)).ids.isEmpty());
    return ask(tx, node, new Waiting(acknowledged(tx), List.of()), newId(tx));
  }

  private int acknowledged(Transaction tx) {
    return tx.get(committed).entries().stream()
        .filter(entry -> !entry.payload().equals(Entry.EMPTY))
        .mapToInt(Entry::index)
        .max()
        .orElse(0);
  }

  /// The read comes when the member leads, and has not saved an entry of its term.
  private void readAsElected(Transaction tx, Cell<NodeState> node) {
    tx.require(!isLeader(tx.get(node)));
    var read = begin(tx, node);
    step(tx, node, (server, state) -> server.process(state, new MsgHup(id(node)), read));
  }

  // ---- members

  private void askAgain(Transaction tx, Cell<NodeState> node) {
    use(tx, new Used(0, 0, 0, 1, 0));
    var so = tx.get(waiting.at(node));
    tx.require(!so.ids.isEmpty());
    hand(tx, ask(tx, node, so, bug == Bug.REUSED_ID ? so.ids.getFirst() : newId(tx)));
  }

  private MsgReadIndex ask(Transaction tx, Cell<NodeState> node, Waiting so, int id) {
    tx.set(waiting.at(node), so.with(id));
    return new MsgReadIndex(Node.NONE, id(node), Integer.toString(id));
  }

  private int newId(Transaction tx) {
    return tx.get(used).reads + tx.get(used).retries;
  }

  @Override
  protected void answer(Transaction tx, Cell<NodeState> node, ReadState read) {
    var so = tx.get(waiting.at(node));
    if (so.ids.contains(Integer.parseInt(read.context()))) {
      tx.set(answered, new Answered(so.least, read.index()));
      tx.set(waiting.at(node), Waiting.NONE);
    }
  }

  // ---- leaders and followers

  private void elect(Transaction tx, Cells.Pair<NodeState> pair) {
    use(tx, new Used(1, 0, 0, 0, 0));
    tx.require(!isLeader(tx.get(pair.first())));
    campaign(tx, pair, new MsgHup(id(pair.first())));
    tx.require(isLeader(tx.get(pair.first())));
  }

  private void campaign(Transaction tx, Cells.Pair<NodeState> pair, Message begin) {
    exchange(tx, both(pair), begin, () -> isLeader(tx.get(pair.first())));
  }

  /// The leader sends a heartbeat first, as messages before may be lost.
  private void replicate(Transaction tx, Cells.Pair<NodeState> pair) {
    var leader = pair.first();
    var write = write(tx, leader);
    exchange(tx, both(pair), new MsgBeat(id(leader)), () -> false);
    var before = tx.get(leader).log().lastIndex();
    exchange(tx, both(pair), write, () -> tx.get(leader).log().committed() > before);
  }

  private void transfer(Transaction tx, Cells.Pair<NodeState> pair) {
    use(tx, new Used(0, 0, 0, 0, 1));
    var leader = tx.get(pair.first());
    tx.require(isLeader(leader));
    hand(tx, new MsgTransferLeader(leader.term(), id(pair.second()), id(pair.first())));
  }

  private static List<Cell<NodeState>> both(Cells.Pair<NodeState> pair) {
    return List.of(pair.first(), pair.second());
  }

  // ---- messages

  /// Who is to begin an election asks one other for its vote.
  private void deliver(Transaction tx, Cells.Pair<NodeState> pair) {
    var message = receive(tx, stream(id(pair.first()), id(pair.second())));
    if (message instanceof MsgTimeoutNow) {
      var voters = nodes.pairs().stream().filter(each -> each.first().equals(pair.second()));
      campaign(tx, tx.choose(voters.toList()), message);
    } else {
      hand(tx, message);
    }
  }

  @Override
  protected boolean isLate(Message message, List<Cell<NodeState>> between) {
    return !between.contains(receiver(message))
        && switch (message) {
          case MsgReadIndex _, MsgReadIndexResp _, MsgTimeoutNow _ -> true;
          case MsgHeartbeat(_, _, _, _, var read) -> read > 0;
          case MsgHeartbeatResp(_, _, _, var read) -> read > 0;
          case Message.Local _, Message.Peer _ -> false;
        };
  }
}
