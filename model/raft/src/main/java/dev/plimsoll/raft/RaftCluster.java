package dev.plimsoll.raft;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.Message.MsgTransferLeader;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// What models of a cluster of etcd's Raft nodes are put together from.
///
/// The nodes are {@link RawNode}s, each with its {@link Application}: after go.etcd.io/raft,
/// message by message. A step is one event at one node, with all that the node saves and sends on
/// it. The network loses, repeats and reorders; a message that was sent twice and not received in
/// between counts once. It may fall in two. A crash keeps what is on the {@link Disk}, and of what
/// was written without an fsync any first part.
///
/// A model declares in its constructor what may happen ({@link #timeOuts}, {@link #network}, ...)
/// and what is claimed ({@link #safety}); rules of its own go through {@link #act} and {@link
/// #fail}.
public abstract class RaftCluster extends Model {

  /// What surrounds the nodes.
  ///
  /// @param faults how much goes wrong, at most, of each kind
  /// @param allFaults how much goes wrong in all
  /// @param messages a step that would leave more messages under way is disabled
  public record Environment(Faults faults, int allFaults, int messages) {

    boolean allows(UnaryOperator<Faults> fault) {
      return fault.apply(Faults.NONE).within(faults, allFaults);
    }
  }

  private final Environment environment;
  private final List<Application> applications;
  private final boolean syncsSnapshots;

  /// Each server's node; server `id` is at index `id - 1`.
  protected final Cells<NodeState> nodes;

  /// Each server's disk.
  protected final Cells<Disk> disks;

  /// The messages under way.
  protected final Bag<Message> network;

  /// What leaders have committed, whatever has become of them.
  protected final Cell<Committed> committed;

  /// What has gone wrong so far.
  protected final Cell<Faults> faults;

  /// Whether the network is in two, and how.
  protected final Cell<Partition> partition;

  private final Cell<Boolean> overwritten;

  /// Some servers, of which none has started a term.
  ///
  /// @param configs one for each server, with the ids 1, 2, ...
  /// @param members what all servers begin with
  protected RaftCluster(List<Config> configs, ConfState members, Environment environment) {
    this(configs, members, environment, Start.BLANK);
  }

  /// Some servers.
  ///
  /// @param configs one for each server, with the ids 1, 2, ...
  /// @param members what all servers begin with
  @SuppressWarnings("this-escape") // models are declared in constructors, by final methods
  RaftCluster(List<Config> configs, ConfState members, Environment environment, Start start) {
    this.environment = environment;
    applications = configs.stream().map(Application::new).toList();
    syncsSnapshots = configs.getFirst().bug() != Bug.SNAPSHOT_NOT_SYNCED;
    var started = start.of(applications, HardState.Saved.blank(members));
    var first = started.getFirst();
    nodes = cells("node", started);
    disks = cells("disk", started.stream().map(HardState.Saved::of).map(Disk::of).toList());
    network = set("network", Message.class, environment.messages());
    committed = cell("committed", Committed.nothing(first.tracker().config().voters()).by(first));
    faults = cell("faults", Faults.NONE);
    partition = cell("partition", Partition.NONE);
    overwritten = cell("a leader has just overwritten its log", false);
  }

  // ---- what may happen

  /// Election time-outs, at any moment, of nodes that do not lead.
  ///
  /// @param servers which ones may time out
  /// @param maxTerm no election is started in this term
  protected final void timeOuts(List<Cell<NodeState>> servers, int maxTerm) {
    rule(
        "time out",
        servers,
        (tx, node) -> {
          var before = tx.get(node);
          tx.require(!isLeader(before) && before.term() < maxTerm);
          process(tx, node, new MsgHup(id(node)));
        });
  }

  /// Proposals of clients to leaders: `1`, `2`, ...
  protected final void proposals(int most) {
    if (most > 0) {
      var made = cell("proposals", 0);
      rule(
          "propose",
          nodes,
          (tx, node) -> {
            tx.require(isLeader(tx.get(node)));
            var proposal = tx.get(made) + 1;
            tx.require(proposal <= most).set(made, proposal);
            propose(tx, node, Entry.proposal(Integer.toString(proposal)));
          });
    }
  }

  /// Heartbeats of leaders, at any moment.
  protected final void heartbeats() {
    rule(
        "heartbeat",
        nodes,
        (tx, node) -> {
          tx.require(isLeader(tx.get(node)));
          process(tx, node, new MsgBeat(id(node)));
        });
  }

  /// Delivery, in any order, with repetitions and losses as far as faults go.
  protected final void network() {
    rule(
        "deliver",
        network,
        (tx, message) -> {
          tx.remove(network, message);
          process(tx, receiver(message), message);
        });
    if (environment.allows(Faults::duplicate)) {
      rule(
          "deliver, and again later",
          network,
          (tx, message) -> {
            fail(tx, Faults::duplicate);
            process(tx, receiver(message), message);
          });
    }
    if (environment.allows(Faults::loss)) {
      rule(
          "lose",
          network,
          (tx, message) -> {
            fail(tx, Faults::loss);
            tx.remove(network, message);
          });
    }
  }

  /// Crashes between two steps, each with a restart, as far as faults go.
  protected final void crashes() {
    if (environment.allows(Faults::crash)) {
      rule("crash and restart", nodes, this::crash);
    }
  }

  private void crash(Transaction tx, Cell<NodeState> node) {
    fail(tx, Faults::crash);
    restart(tx, node, tx.choose(tx.get(disks.at(node)).survivors()));
  }

  /// The network falls in two, once at a time, and what is under way between the parts is lost, as
  /// is what is sent; some time or never it is whole again.
  protected final void partitions() {
    if (environment.allows(Faults::partition)) {
      rule("split the network", this::split);
      rule(
          "heal the network",
          tx ->
              tx.require(!tx.get(partition).equals(Partition.NONE)).set(partition, Partition.NONE));
    }
  }

  private void split(Transaction tx) {
    fail(tx, Faults::partition);
    tx.require(partition, Partition.NONE);
    var parts = tx.choose(Partition.of(nodes.size()));
    tx.set(partition, parts);
    tx.contents(network).stream()
        .filter(message -> parts.separates(message.from(), message.to()))
        .forEach(message -> tx.remove(network, message));
  }

  /// Proposals of changes of membership to leaders, one after the other. One that the leader would
  /// not take is not made.
  protected final void changes(List<ConfChange> changes) {
    if (!changes.isEmpty()) {
      var made = cell("changes", 0);
      rule(
          "propose a change",
          nodes,
          (tx, node) -> {
            var next = tx.get(made);
            tx.require(isLeader(tx.get(node)) && next < changes.size()).set(made, next + 1);
            var last = tx.get(node).log().lastIndex();
            propose(tx, node, Entry.proposal(changes.get(next)));
            tx.require(holdsChange(tx.get(node).log(), last + 1));
          });
    }
  }

  private static boolean holdsChange(RaftLog log, int index) {
    return index <= log.lastIndex()
        && log.slice(index, index + 1, Limits.NO_LIMIT).getFirst().payload()
            instanceof Payload.Change;
  }

  /// Requests of administrators that a leader hands leadership to another.
  protected final void transfers(int most) {
    if (most > 0) {
      var made = cell("transfers", 0);
      rule(
          "transfer leadership",
          nodes.pairs(),
          (tx, pair) -> {
            tx.require(isLeader(tx.get(pair.first())) && tx.get(made) < most);
            tx.update(made, count -> count + 1);
            process(
                tx, pair.first(), new MsgTransferLeader(0, id(pair.second()), id(pair.first())));
          });
    }
  }

  // ---- for rules

  /// Lets a client propose to a node.
  protected final void propose(Transaction tx, Cell<NodeState> node, Entry entry) {
    process(tx, node, new MsgProp(Node.NONE, id(node), List.of(entry)));
  }

  /// Hands a message to a node, which saves and sends.
  protected final void process(Transaction tx, Cell<NodeState> node, Message message) {
    act(tx, node, (application, state) -> application.process(state, message));
  }

  /// Lets a node do something, which saves and sends.
  protected final void act(
      Transaction tx,
      Cell<NodeState> node,
      BiFunction<Application, NodeState, Application.Done> act) {
    send(tx, step(tx, node, act));
  }

  /// Lets a node do something, which saves.
  ///
  /// @return what it is about to send
  final List<Message> step(
      Transaction tx,
      Cell<NodeState> node,
      BiFunction<Application, NodeState, Application.Done> act) {
    var before = tx.get(node);
    var done = act.apply(application(node), before);
    var after = done.state();
    tx.set(node, after);
    save(tx, disks.at(node), before, done);
    done.reads().forEach(read -> answer(tx, node, read.atLeast(before.log().applied())));
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

  /// Sends what the network lets through.
  protected final void send(Transaction tx, List<Message> messages) {
    messages.stream()
        .filter(message -> reaches(tx, message.from(), message.to()))
        .forEach(message -> tx.send(network, message));
  }

  /// Whether a fault of this kind is within the bounds.
  protected final boolean allows(UnaryOperator<Faults> fault) {
    return environment.allows(fault);
  }

  /// Whether anything gets from one server to the other.
  protected final boolean reaches(State s, int from, int to) {
    return !environment.allows(Faults::partition) || !s.get(partition).separates(from, to);
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
    tx.update(faults, fault)
        .require(tx.get(faults).within(environment.faults(), environment.allFaults()));
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
    sometimes("a leader is elected", s -> nodes.any(s, RaftCluster::isLeader));
    sometimes("two servers commit", s -> nodes.count(s, node -> node.log().committed() > 0) > 1);
    if (environment.allows(Faults::crash)) {
      sometimes(
          "entries are committed in spite of a crash",
          s -> s.get(faults).crashes() > 0 && !s.get(committed).entries().isEmpty());
    }
  }

  /// What keeps changes of membership safe; thesis §4.
  protected final void configurationSafety() {
    var promised = new RaftSafety(nodes, disks, committed);
    always("one change of membership at a time", nodes, RaftSafety::oneChangeAtATime);
    always("quorums of successive configurations overlap", nodes.pairs(), promised::quorumsOverlap);
    always("leadership is handed to voters", nodes, RaftSafety::handedToVoter);
  }

  /// That several leaders follow each other, which a model has where it lets them.
  protected final void laterTerms() {
    var promised = new RaftSafety(nodes, disks, committed);
    sometimes("a later leader has what was committed", promised::laterLeader);
  }
}
