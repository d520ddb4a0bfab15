package dev.plimsoll.raft;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
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

/// What models of a cluster of etcd's Raft nodes are put together from.
///
/// A step of a member is all that it saves and sends on one event. The network loses, repeats and
/// reorders; a message that was sent twice and not received in between counts once. It may fall in
/// two.
///
/// A model declares in its constructor what may happen ({@link #timeOuts}, {@link #network}, ...)
/// and what is claimed ({@link #safety}); rules of its own go through {@link #act} and {@link
/// #fail}.
public abstract class RaftCluster extends RaftMembers {

  /// What surrounds the nodes.
  ///
  /// @param faults how much goes wrong, at most, of each kind
  /// @param allFaults how much goes wrong in all
  /// @param messages a step that would leave more messages under way is disabled
  public record Environment(Faults faults, int allFaults, int messages) {}

  /// The messages under way.
  protected final Bag<Message> network;

  /// Whether the network is in two, and how.
  protected final Cell<Partition> partition;

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
    super(configs, members, environment.faults(), environment.allFaults(), start);
    network = set("network", Message.class, environment.messages());
    partition = cell("partition", Partition.NONE);
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
    if (allows(Faults::duplicate)) {
      rule(
          "deliver, and again later",
          network,
          (tx, message) -> {
            fail(tx, Faults::duplicate);
            process(tx, receiver(message), message);
          });
    }
    if (allows(Faults::loss)) {
      rule(
          "lose",
          network,
          (tx, message) -> {
            fail(tx, Faults::loss);
            tx.remove(network, message);
          });
    }
  }

  /// The network falls in two, once at a time, and what is under way between the parts is lost, as
  /// is what is sent; some time or never it is whole again.
  protected final void partitions() {
    if (allows(Faults::partition)) {
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

  /// Sends what the network lets through.
  protected final void send(Transaction tx, List<Message> messages) {
    messages.stream()
        .filter(message -> reaches(tx, message.from(), message.to()))
        .forEach(message -> tx.send(network, message));
  }

  /// Whether anything gets from one server to the other.
  protected final boolean reaches(State s, int from, int to) {
    return !allows(Faults::partition) || !s.get(partition).separates(from, to);
  }

  // ---- what is claimed

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
