package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgSnap;
import dev.plimsoll.raft.Message.MsgSnapStatus;
import dev.plimsoll.raft.Message.MsgUnreachable;
import dev.plimsoll.raft.tracker.ConfState;
import dev.plimsoll.raft.tracker.Progress;
import dev.plimsoll.raft.tracker.ProgressState;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// A leader, a follower that is as quick as it and makes a majority with it, and a slow one: how
/// many messages are sent to that at once, what becomes of it when they are lost or the log is
/// compacted meanwhile, and what the leader thinks of it.
///
/// Heartbeats are rare: nothing is under way to or from the slow one when one is sent.
///
/// Source: go.etcd.io/raft raft.go, `maybeSendAppend` and `stepLeader`, and tracker/progress.go, at
/// cdfbeed.
///
/// What it leaves out: docs/models/raft.md.
public final class EtcdFlow extends StreamCluster {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// See {@link Option#COMPACTED_TERM_IS_ZERO} (etcd-io/raft#31): no member panics.
    COMPACTED_TERM_IS_ZERO,
    /// The slow one is started again without its data, under the same id (etcd-io/etcd#20269): no
    /// member panics.
    DATA_LOST,
    /// See {@link Option#PROBES_AFTER_SNAPSHOT} (etcd-io/etcd#10308): in the end the leader knows
    /// that the slow one has all.
    PROBES_AFTER_SNAPSHOT,
    /// See {@link Option#PROBES_UNTIL_NEXT_ENTRY} (etcd-io/raft#52): the same.
    PROBES_UNTIL_NEXT_ENTRY,
    /// See {@link Option#SNAPSHOT_AS_ASKED_FOR} (etcd-io/raft#110): the same.
    SNAPSHOT_AS_ASKED_FOR,
    /// See {@link Option#BYTES_IN_FLIGHT_KEPT} (etcd-io/raft#54): the same.
    BYTES_IN_FLIGHT_KEPT,
    /// See {@link Option#FORGETS_FIRST_IN_FLIGHT} (etcd-io/etcd#14633): no more is sent without an
    /// answer than may be.
    FORGETS_FIRST_IN_FLIGHT;

    private Config of(Config config) {
      return switch (this) {
        case NONE, DATA_LOST -> config;
        case COMPACTED_TERM_IS_ZERO -> config.with(Option.COMPACTED_TERM_IS_ZERO);
        case PROBES_AFTER_SNAPSHOT ->
            config.with(Option.PROBES_AFTER_SNAPSHOT, Option.PROBES_UNTIL_NEXT_ENTRY);
        case PROBES_UNTIL_NEXT_ENTRY -> config.with(Option.PROBES_UNTIL_NEXT_ENTRY);
        case SNAPSHOT_AS_ASKED_FOR -> config.with(Option.SNAPSHOT_AS_ASKED_FOR);
        case BYTES_IN_FLIGHT_KEPT -> config.with(Option.BYTES_IN_FLIGHT_KEPT);
        case FORGETS_FIRST_IN_FLIGHT -> config.with(Option.FORGETS_FIRST_IN_FLIGHT);
      };
    }
  }

  /// How far the model goes.
  ///
  /// @param writes how often clients write, a byte each
  /// @param losses how many messages to the slow one are lost
  /// @param compactions how often the leader makes a snapshot and drops its log
  /// @param inflight how many messages, of one entry each, the slow one is sent without an answer
  /// @param bytes how many bytes may be written in them; 0 for any number
  /// @param restarts how often the slow one is started again
  /// @param reports whether the leader may be told of other messages than snapshots that are lost
  /// @param delegates whether another sends the snapshots that the leader asks for, of one entry
  ///     less, as the leader keeps one entry more
  public record Bounds(
      int writes,
      int losses,
      int compactions,
      int inflight,
      int bytes,
      int restarts,
      boolean reports,
      boolean delegates) {}

  /// What was used up of the bounds.
  private record Used(int writes, int losses, int compactions, int restarts) {
    boolean within(Bounds most) {
      return writes <= most.writes
          && losses <= most.losses
          && compactions <= most.compactions
          && restarts <= most.restarts;
    }
  }

  private static final int LEADER = 1;
  private static final int SLOW = 2;
  private static final int QUICK = 3;

  private final Bounds bounds;
  private final Bug bug;
  private final Cell<NodeState> leader = nodes.get(LEADER - 1);
  private final Cell<NodeState> slow = nodes.get(SLOW - 1);
  private final List<Cell<NodeState>> majority = List.of(leader, nodes.get(QUICK - 1));
  private final Cell<List<Message>> there = stream(LEADER, SLOW);
  private final Cell<List<Message>> back = stream(SLOW, LEADER);
  private final Cell<Used> used = cell("used", new Used(0, 0, 0, 0));
  private final Cell<Boolean> panicked = cell("the slow one has panicked", false);

  /// A cluster with a slow follower, correct or with a mistake.
  public EtcdFlow(Bounds bounds, Bug bug) {
    var servers = IntStream.rangeClosed(LEADER, QUICK).boxed().toList();
    super(
        servers.stream().map(id -> config(id, bounds, bug)).toList(),
        ConfState.of(servers, List.of()),
        0,
        2);
    this.bounds = bounds;
    this.bug = bug;

    rule("a client writes", this::write);
    rule("the leader sends heartbeats", this::heartbeat);
    weaklyFair("the leader sends heartbeats");
    rule("a message comes to the slow one", this::deliver);
    weaklyFair("a message comes to the slow one");
    rule("a message comes from the slow one", tx -> lead(tx, receive(tx, back)));
    weaklyFair("a message comes from the slow one");
    if (bounds.losses() > 0) {
      rule("a message to the slow one is lost", this::lose);
    }
    if (bounds.compactions() > 0) {
      rule("the leader compacts", this::compact);
      sometimes("the slow one gets a snapshot", s -> s.get(slow).log().firstIndex() > 1);
    }
    if (bounds.restarts() > 0) {
      rule("the slow one is started again", this::restart);
    }
    never("no member panics", s -> s.get(panicked));
    always("no more is sent without an answer than may be", this::isWithinLimit);
    eventuallyAlways(
        "in the end the leader knows that the slow one has all",
        s -> s.get(panicked) || isKnownToHaveAll(s));
    sometimes("no more may be sent", s -> known(s).inflights().isFull());
    sometimes(
        "the slow one has all that was written",
        s -> s.get(used).writes == bounds.writes() && isKnownToHaveAll(s));
  }

  private static Config config(int id, Bounds bounds, Bug bug) {
    var limits = new Limits(0, Limits.NO_LIMIT, Limits.NO_LIMIT, bounds.inflight(), bounds.bytes());
    return bug.of(Config.of(id).with(limits));
  }

  private Progress known(State s) {
    return Objects.requireNonNull(s.get(leader).tracker().of(SLOW));
  }

  private boolean isKnownToHaveAll(State s) {
    var known = known(s);
    return known.state() == ProgressState.REPLICATE
        && known.match() == s.get(leader).log().lastIndex();
  }

  /// Of what was sent and not answered; before the leader replicates, it waits for each answer.
  private boolean isWithinLimit(State s) {
    var known = known(s);
    return known.state() != ProgressState.REPLICATE
        || known.next() - 1 - known.match() <= bounds.inflight();
  }

  private void use(Transaction tx, Used more) {
    tx.update(
            used,
            so ->
                new Used(
                    so.writes + more.writes,
                    so.losses + more.losses,
                    so.compactions + more.compactions,
                    so.restarts + more.restarts))
        .require(tx.get(used).within(bounds));
  }

  // ---- what happens

  private void write(Transaction tx) {
    use(tx, new Used(1, 0, 0, 0));
    var entry = Entry.proposal(Integer.toString(tx.get(used).writes));
    lead(tx, new MsgProp(Node.NONE, LEADER, List.of(entry)));
  }

  private void heartbeat(Transaction tx) {
    tx.require(tx.get(there).isEmpty() && tx.get(back).isEmpty());
    lead(tx, new MsgBeat(LEADER));
  }

  /// Where the library would panic, the member is gone.
  private void deliver(Transaction tx) {
    tx.require(!tx.get(panicked));
    tx.set(panicked, panics(tx, arriving(tx, receive(tx, there))));
  }

  /// A snapshot of one entry less, where another sends it.
  private Message arriving(Transaction tx, Message sent) {
    if (!bounds.delegates() || !(sent instanceof MsgSnap(var term, _, _, var snapshot))) {
      return sent;
    }
    var index = snapshot.index() - 1;
    var last = new EntryId(tx.get(leader).log().termOrZero(index), index);
    return new MsgSnap(term, LEADER, SLOW, new Snapshot(last, snapshot.confState(), ""));
  }

  private boolean panics(Transaction tx, Message message) {
    try {
      hand(tx, message);
      return false;
    } catch (IllegalStateException panic) {
      return true;
    }
  }

  /// Whoever was to send a snapshot reports that it did not arrive; of another message he may
  /// report that the member cannot be reached.
  private void lose(Transaction tx) {
    use(tx, new Used(0, 1, 0, 0));
    if (receive(tx, there) instanceof MsgSnap) {
      lead(tx, new MsgSnapStatus(SLOW, LEADER, true));
    } else if (bounds.reports() && tx.chooseWhether()) {
      lead(tx, new MsgUnreachable(SLOW, LEADER));
    }
  }

  /// What was under way to it is lost; what it has sent arrives.
  private void restart(Transaction tx) {
    use(tx, new Used(0, 0, 0, 1));
    var lost = tx.get(there);
    tx.require(panicked, false).set(there, List.of());
    if (lost.stream().anyMatch(MsgSnap.class::isInstance)) {
      lead(tx, new MsgSnapStatus(SLOW, LEADER, true));
    }
    var disk = tx.get(disks.at(slow)).written();
    var members = tx.get(leader).confState();
    var found = bug == Bug.DATA_LOST ? HardState.Saved.blank(members) : disk;
    restart(tx, slow, found);
  }

  /// A snapshot of all that is applied, in place of the entries.
  private void compact(Transaction tx) {
    use(tx, new Used(0, 0, 1, 0));
    var state = tx.get(leader);
    var log = state.log();
    tx.require(log.applied() >= log.firstIndex() + (bounds.delegates() ? 1 : 0));
    var last = new EntryId(log.termOrZero(log.applied()), log.applied());
    var snapshot = new Snapshot(last, state.confState(), "");
    var kept = bounds.delegates() ? 1 : 0;
    tx.set(leader, state.with(log.storage().with(snapshot).compact(log.applied() - kept)));
  }

  private void lead(Transaction tx, Message message) {
    exchange(tx, majority, message, () -> false);
  }

  /// No answer is lost: nobody tells the leader of a snapshot that has arrived.
  @Override
  boolean hasRoom(List<Message> stream, Message message) {
    return message.isResponse() || super.hasRoom(stream, message);
  }

  @Override
  protected boolean isLate(Message message, List<Cell<NodeState>> between) {
    return message.from() == SLOW || message.to() == SLOW;
  }
}
