package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgBeat;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Three of etcd's Raft nodes, of which now one and now another is cut off, elect leaders with
/// pre-votes. What is sent in a step arrives in it, or is lost; so elections are either won or
/// lost at once, and the terms and logs of nodes differ by who was cut off when.
///
/// Source: go.etcd.io/raft raft.go, `Step`, `campaign` and `tickElection`, at cdfbeed.
///
/// What it leaves out: docs/models/etcd.md.
public final class EtcdElections extends CalmCluster {

  /// Mistakes to seed, each of which breaks that in the end a leader is elected.
  public enum Bug {
    /// None.
    NONE,
    /// See {@link Option#PRE_VOTES_IN_OWN_TERM} (etcd-io/etcd#8243), with nodes that ignore earlier
    /// terms, as it was before both.
    PRE_VOTES_IN_OWN_TERM,
    /// See {@link Option#EARLIER_TERMS_IGNORED} (etcd-io/etcd#8501).
    EARLIER_TERMS_IGNORED,
    /// See {@link Option#PRE_CANDIDATE_KEEPS_LEADER} (etcd-io/etcd#9586).
    PRE_CANDIDATE_KEEPS_LEADER;

    private Config of(Config config) {
      return switch (this) {
        case NONE -> config;
        case PRE_VOTES_IN_OWN_TERM ->
            config.with(Option.PRE_VOTES_IN_OWN_TERM, Option.EARLIER_TERMS_IGNORED);
        case EARLIER_TERMS_IGNORED -> config.with(Option.EARLIER_TERMS_IGNORED);
        case PRE_CANDIDATE_KEEPS_LEADER -> config.with(Option.PRE_CANDIDATE_KEEPS_LEADER);
      };
    }
  }

  /// How nodes are set up.
  public enum Options {
    /// They ask for pre-votes.
    PRE_VOTE,
    /// They also check their quorum.
    PRE_VOTE_AND_CHECK_QUORUM,
    /// They check their quorum, until they are started again one by one, from the last, to ask for
    /// pre-votes instead.
    MIGRATION;

    private Config before(Config config) {
      return this == MIGRATION ? config.with(Option.CHECK_QUORUM) : after(config);
    }

    private Config after(Config config) {
      return this == PRE_VOTE_AND_CHECK_QUORUM
          ? config.with(Option.PRE_VOTE, Option.CHECK_QUORUM)
          : config.with(Option.PRE_VOTE);
    }
  }

  /// How far the model goes.
  ///
  /// @param options how nodes are set up
  /// @param candidates how many servers may time out before all is calm, from the last
  /// @param maxTerm no server starts an election in this term before that
  /// @param writes how often clients write
  /// @param partitions how often the network falls in two
  public record Bounds(Options options, int candidates, int maxTerm, int writes, int partitions) {}

  private static final int SERVERS = 3;

  private final Bounds bounds;
  private final List<Application> before;
  private final Cells<Boolean> started;

  /// A cluster, correct or with a mistake.
  public EtcdElections(Bounds bounds, Bug bug) {
    var servers = IntStream.rangeClosed(1, SERVERS).boxed().toList();
    super(
        servers.stream().map(id -> bug.of(bounds.options().after(Config.of(id)))).toList(),
        ConfState.of(servers, List.of()),
        new Environment(new Faults(0, 0, 0, bounds.partitions()), bounds.partitions(), 1),
        Start.LED);
    this.bounds = bounds;
    before =
        servers.stream()
            .map(id -> new Application(bug.of(bounds.options().before(Config.of(id)))))
            .toList();
    var migrates = bounds.options() == Options.MIGRATION;
    started = cells("started with pre-votes", SERVERS, !migrates);

    rule("all is calm", this::calm);
    weaklyFair("all is calm");
    rule("time out", nodes, this::timeOut);
    rule("heartbeat", nodes, this::heartbeat);
    stronglyFairEach("time out", "heartbeat");
    if (bounds.options() == Options.PRE_VOTE_AND_CHECK_QUORUM) {
      rule("lease expires", nodes, this::leaseExpires);
      rule("check quorum", nodes, this::checkQuorum);
      stronglyFairEach("lease expires", "check quorum");
    }
    if (migrates) {
      rule("start with pre-votes", nodes, this::migrate);
      weaklyFairEach("start with pre-votes");
    }
    if (bounds.writes() > 0) {
      var written = cell("written", 0);
      rule("a client writes", nodes, (tx, node) -> write(tx, node, written));
    }
    partitions();

    safety();
    eventuallyAlways("in the end a leader is elected", this::isLed);
    sometimes("all is calm, and no leader reaches a quorum", s -> s.get(calm) && !isLed(s));
    sometimes(
        "a later leader is followed by all",
        s -> s.get(calm) && nodes.all(s, node -> node.term() > 1 && node.lead() != Node.NONE));
  }

  // ---- what may happen

  private void calm(Transaction tx) {
    tx.require(calm, false).require(started.all(tx, true)).set(calm, true);
  }

  private void timeOut(Transaction tx, Cell<NodeState> node) {
    requireSilence(tx, node);
    tick(tx, node);
  }

  /// The node may vote for another, and has not timed out itself.
  private void leaseExpires(Transaction tx, Cell<NodeState> node) {
    requireSilence(tx, node);
    var state = tx.get(node);
    tx.require(state.lead() != Node.NONE && !hasExpired(state));
    tx.set(node, ticked(state, electionTick()));
  }

  /// The node does not lead, and has not heard of a leader for as long as that matters.
  private void requireSilence(Transaction tx, Cell<NodeState> node) {
    var state = tx.get(node);
    tx.require(!isLeader(state));
    tx.require(tx.get(calm) ? !hears(tx, node) : mayDisturb(node, state));
  }

  private boolean mayDisturb(Cell<NodeState> node, NodeState state) {
    return SERVERS - node.index() <= bounds.candidates() && state.term() < bounds.maxTerm();
  }

  private void heartbeat(Transaction tx, Cell<NodeState> node) {
    tx.require(tx.get(calm) && isLeader(tx.get(node)));
    exchange(tx, node, (server, state) -> server.process(state, new MsgBeat(id(node))));
  }

  private void checkQuorum(Transaction tx, Cell<NodeState> node) {
    tx.require(isLeader(tx.get(node)));
    tick(tx, node);
  }

  private void tick(Transaction tx, Cell<NodeState> node) {
    exchange(tx, node, (server, state) -> server.tick(ticked(state, electionTick() - 1)));
  }

  private void write(Transaction tx, Cell<NodeState> node, Cell<Integer> written) {
    var number = tx.get(written) + 1;
    tx.require(number <= bounds.writes() && isLeader(tx.get(node))).set(written, number);
    var entry = Entry.proposal(Integer.toString(number));
    exchange(
        tx,
        node,
        (server, state) -> server.process(state, new MsgProp(Node.NONE, id(node), List.of(entry))));
  }

  /// The last server first.
  private void migrate(Transaction tx, Cell<NodeState> node) {
    tx.require(started.stream().skip(node.index() + 1L).allMatch(tx::get));
    tx.require(started.at(node), false).set(started.at(node), true);
    restart(tx, node, tx.get(disks.at(node)).written());
  }

  // ---- servers and messages

  private Application server(State s, Cell<NodeState> node) {
    return s.get(started.at(node)) ? application(node) : before.get(node.index());
  }

  /// Lets a node do something, and all what nodes send each other on that, as far as it gets.
  private void exchange(
      Transaction tx,
      Cell<NodeState> node,
      BiFunction<Application, NodeState, Application.Done> begin) {
    var open = new ArrayDeque<>(step(tx, node, (_, state) -> begin.apply(server(tx, node), state)));
    while (!open.isEmpty()) {
      var message = open.remove();
      if (reaches(tx, message.from(), message.to())) {
        var to = receiver(message);
        open.addAll(step(tx, to, (_, state) -> server(tx, to).process(state, message)));
      }
    }
  }

  /// Whether some leader reaches a quorum.
  private boolean isLed(State s) {
    return nodes.stream().anyMatch(node -> isLeader(s.get(node)) && reachesQuorum(s, node));
  }
}
