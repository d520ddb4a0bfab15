package dev.plimsoll.raft;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgHup;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What models of a cluster of etcd's Raft nodes are put together from.
///
/// The nodes are {@link RawNode}s, each with its {@link Application}: after go.etcd.io/raft,
/// message by message. A step is one event at one node, with all that the node saves and sends on
/// it. The network loses, repeats and reorders; a message that was sent twice and not received in
/// between counts once. A crash keeps what is on disk, but of the commit index, which is written
/// without an fsync, perhaps an earlier value.
///
/// A model declares in its constructor what may happen ({@link #timeOuts}, {@link #network}, ...)
/// and what is claimed ({@link #safety}); rules of its own go through {@link #act} and {@link
/// #fail}.
public abstract class RaftCluster extends Model {

  /// What surrounds the nodes.
  ///
  /// @param faults how much goes wrong, at most, of each kind
  /// @param allFaults how much goes wrong in all
  /// @param reorders whether messages arrive in any order; else those from one server to another
  ///     come in the order of sending, and are lost only where there is no room for them
  /// @param messages how many there is room for: where they are reordered, of all, and a step that
  ///     would leave more under way is disabled; else from one server to another
  public record Environment(Faults faults, int allFaults, boolean reorders, int messages) {

    /// With a network that reorders.
    public Environment(Faults faults, int allFaults, int messages) {
      this(faults, allFaults, true, messages);
    }

    boolean allows(UnaryOperator<Faults> fault) {
      return fault.apply(Faults.NONE).within(faults, allFaults);
    }
  }

  /// How a cluster begins.
  protected enum Start {
    /// No server has started a term.
    BLANK,
    /// The first server leads in term 1, and all have committed its first entry.
    LED
  }

  private final Environment environment;
  private final List<Application> applications;

  /// Each server's node; server `id` is at index `id - 1`.
  protected final Cells<NodeState> nodes;

  /// Each server's disk.
  protected final Cells<HardState.Saved> disks;

  private final Network network;

  /// What leaders have committed, whatever has become of them.
  protected final Cell<Committed> committed;

  /// What has gone wrong so far.
  protected final Cell<Faults> faults;

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
  protected RaftCluster(
      List<Config> configs, ConfState members, Environment environment, Start start) {
    this.environment = environment;
    applications = configs.stream().map(Application::new).toList();
    var blank = new HardState.Saved(HardState.EMPTY, Storage.of(Snapshot.of(members)));
    var started = applications.stream().map(server -> server.start(blank)).toList();
    if (start == Start.LED) {
      started = led(started);
    }
    var first = started.getFirst();
    nodes = cells("node", started);
    disks = cells("disk", started.stream().map(HardState.Saved::of).toList());
    network =
        environment.reorders()
            ? new Network.Reordering(set("network", Message.class, environment.messages()))
            : new Network.Ordered(
                configs.size(),
                cells("stream", configs.size() * configs.size(), List.of()),
                environment.messages());
    committed = cell("committed", Committed.nothing(first.tracker().config().voters()).by(first));
    faults = cell("faults", Faults.NONE);
    overwritten = cell("a leader's log was overwritten", false);
  }

  /// The first times out, and all messages arrive in the order of sending, until there are none.
  private List<NodeState> led(List<NodeState> started) {
    var servers = new ArrayList<>(started);
    var sent = new ArrayDeque<Message>(List.of(new MsgHup(1)));
    while (!sent.isEmpty()) {
      var message = sent.remove();
      var to = message.to() - 1;
      var done = applications.get(to).process(servers.get(to), message);
      servers.set(to, done.state());
      sent.addAll(done.messages());
    }
    return List.copyOf(servers);
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

  /// Delivery; in any order, with repetitions and losses as far as faults go, where the network
  /// reorders.
  protected final void network() {
    switch (network) {
      case Network.Reordering(var messages) -> reordering(messages);
      case Network.Ordered _ ->
          rule(
              "deliver",
              nodes.pairs(),
              (tx, pair) ->
                  process(tx, pair.second(), receive(tx, id(pair.first()), id(pair.second()))));
    }
  }

  private void reordering(Bag<Message> messages) {
    rule(
        "deliver",
        messages,
        (tx, message) -> {
          tx.remove(messages, message);
          process(tx, receiver(message), message);
        });
    if (environment.allows(Faults::duplicate)) {
      rule(
          "deliver, and again later",
          messages,
          (tx, message) -> {
            fail(tx, Faults::duplicate);
            process(tx, receiver(message), message);
          });
    }
    if (environment.allows(Faults::loss)) {
      rule(
          "lose",
          messages,
          (tx, message) -> {
            fail(tx, Faults::loss);
            tx.remove(messages, message);
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
    var disk = disks.at(node);
    var saved = tx.get(disk);
    var hard = saved.hardState();
    var earliest = saved.storage().compacted().index();
    var commit = tx.choose(IntStream.rangeClosed(earliest, hard.commit()).boxed().toList());
    var found =
        new HardState.Saved(new HardState(hard.term(), hard.vote(), commit), saved.storage());
    tx.set(node, applications.get(node.index()).start(found)).set(disk, found);
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
    step(tx, node, act).forEach(sent -> network.send(tx, sent));
  }

  /// Sends a message that a node gave out in {@link #step}.
  protected final void send(Transaction tx, Message message) {
    network.send(tx, message);
  }

  /// Takes out the message that came first from one server to another; the step cannot be made
  /// where there is none.
  ///
  /// @throws IllegalStateException if the network reorders
  protected final Message receive(Transaction tx, int from, int to) {
    return switch (network) {
      case Network.Ordered ordered -> ordered.receive(tx, from, to);
      case Network.Reordering _ -> throw new IllegalStateException("expected an ordered network");
    };
  }

  /// Lets a node do something, which saves.
  ///
  /// @return what it is about to send
  protected final List<Message> step(
      Transaction tx,
      Cell<NodeState> node,
      BiFunction<Application, NodeState, Application.Done> act) {
    var before = tx.get(node);
    var done = act.apply(applications.get(node.index()), before);
    var after = done.state();
    tx.set(node, after);
    save(tx, disks.at(node), before, after);
    done.reads().forEach(read -> answer(tx, node, read));
    if (isLeader(after)) {
      if (after.log().committed() > before.log().committed()) {
        tx.update(committed, so -> so.by(after));
      }
      if (isLeader(before) && !after.log().continues(before.log())) {
        tx.set(overwritten, true);
      }
    }
    return done.messages();
  }

  /// Puts what a node has to save on its disk.
  ///
  /// @param before the node when it had saved last
  protected void save(
      Transaction tx, Cell<HardState.Saved> disk, NodeState before, NodeState after) {
    tx.set(disk, HardState.Saved.of(after));
  }

  /// Takes note of a read that a node answers to its client; of none, where there are no reads.
  ///
  /// @param read with the index up to where entries are applied then
  protected void answer(Transaction tx, Cell<NodeState> node, ReadState read) {}

  /// Lets something go wrong, if that is within the bounds.
  protected final void fail(Transaction tx, UnaryOperator<Faults> fault) {
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

  /// That several leaders follow each other, which a model has where it lets them.
  protected final void laterTerms() {
    var promised = new RaftSafety(nodes, disks, committed);
    sometimes("logs differ", s -> nodes.pairs().stream().anyMatch(p -> promised.logsDiffer(s, p)));
    sometimes("a later leader has what was committed", promised::laterLeader);
  }
}
