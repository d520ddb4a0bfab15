package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Channel;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Message.MsgBeat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A cluster of etcd's Raft nodes that gets to work once nothing goes wrong any more: a leader is
/// elected, and every proposal is decided. Nodes ask for pre-votes and check their quorum, as etcd
/// has them do.
///
/// When all is calm, nobody times out while messages are under way, and who may time out does so
/// some time, as time-outs are drawn by chance.
///
/// What it leaves out: docs/models/etcd.md.
public final class EtcdProgress extends CalmCluster {

  /// How far the model goes.
  ///
  /// @param changes who the members are, and what is changed
  /// @param candidates how many servers may time out before all is calm, from the first
  /// @param maxTerm no server starts an election in this term before that
  /// @param proposals how often clients propose
  /// @param transfers how often leadership is to be handed over
  /// @param environment how much goes wrong; and while more messages are under way than it says,
  ///     no time passes
  public record Bounds(
      Reconfiguration changes,
      int candidates,
      int maxTerm,
      int proposals,
      int transfers,
      Environment environment) {}

  private final Bounds bounds;
  private final boolean checkQuorum;

  /// A cluster, correct or with a mistake.
  ///
  /// @param checkQuorum whether leaders step down that do not hear of a quorum
  public EtcdProgress(Bounds bounds, boolean checkQuorum, Bug bug) {
    var plan = bounds.changes();
    super(
        IntStream.rangeClosed(1, plan.servers())
            .mapToObj(id -> config(id, checkQuorum, bug))
            .toList(),
        plan.before(),
        new Environment(
            bounds.environment().faults(), bounds.environment().allFaults(), Channel.UNBOUNDED),
        Start.BLANK);
    this.bounds = bounds;
    this.checkQuorum = checkQuorum;

    rule("all is calm", tx -> tx.require(calm, false).set(calm, true));
    weaklyFair("all is calm");
    rule("time out", nodes, this::timeOut);
    rule("heartbeat", nodes, this::heartbeat);
    stronglyFairEach("time out", "heartbeat");
    if (checkQuorum) {
      rule("lease expires", nodes, this::leaseExpires);
      rule("check quorum", nodes, this::checkQuorum);
      stronglyFairEach("lease expires", "check quorum");
    }
    proposals(bounds.proposals());
    changes(plan.changes());
    transfers(bounds.transfers());
    network();
    weaklyFair("deliver");
    partitions();
    crashes();

    safety();
    eventuallyAlways("in the end a leader is elected", s -> !mayWin(s) || isLed(s));
    eventuallyAlways("in the end every proposal is decided", s -> !isLed(s) || isDecided(s));
    sometimes("a leader can be elected when all is calm", s -> s.get(calm) && mayWin(s));
  }

  private static Config config(int id, boolean checkQuorum, Bug bug) {
    var config = Config.of(id).with(bug).with(Option.PRE_VOTE);
    return checkQuorum ? config.with(Option.CHECK_QUORUM) : config;
  }

  // ---- what may happen

  private void timeOut(Transaction tx, Cell<NodeState> node) {
    requireSilence(tx, node);
    var before = tx.get(node);
    tx.require(before.tracker().config().voters().contains(id(node)));
    tx.require(!checkQuorum || before.lead() == Node.NONE || hasExpired(before));
    act(tx, node, (application, state) -> application.tick(ticked(state, electionTick() - 1)));
  }

  private void leaseExpires(Transaction tx, Cell<NodeState> node) {
    requireSilence(tx, node);
    var before = tx.get(node);
    tx.require(before.lead() != Node.NONE && !hasExpired(before));
    tx.set(node, ticked(before, electionTick()));
  }

  /// The node does not lead, and has not heard of a leader for as long as that matters.
  private void requireSilence(Transaction tx, Cell<NodeState> node) {
    var before = tx.get(node);
    tx.require(!isLeader(before) && tx.size(network) <= most(tx));
    tx.require(tx.get(calm) ? !hears(tx, node) : mayDisturb(node, before));
  }

  private void heartbeat(Transaction tx, Cell<NodeState> node) {
    tx.require(tx.get(calm) && tx.size(network) == 0 && isLeader(tx.get(node)));
    process(tx, node, new MsgBeat(id(node)));
  }

  private void checkQuorum(Transaction tx, Cell<NodeState> node) {
    tx.require(isLeader(tx.get(node)) && tx.size(network) <= most(tx));
    act(tx, node, (application, state) -> application.tick(ticked(state, electionTick() - 1)));
  }

  private boolean mayDisturb(Cell<NodeState> node, NodeState before) {
    return id(node) <= bounds.candidates() && before.term() < bounds.maxTerm();
  }

  private int most(State s) {
    return s.get(calm) ? 0 : bounds.environment().messages();
  }

  // ---- what comes of it

  /// Whether some node knows all that is committed, and reaches a quorum of the voters.
  private boolean mayWin(State s) {
    var committedSoFar = s.get(committed).entries().size();
    return nodes.stream()
        .anyMatch(
            node ->
                s.get(node).log().committed() == committedSoFar
                    && s.get(node).tracker().config().voters().contains(id(node))
                    && reachesQuorum(s, node));
  }

  /// Whether this is a leader that reaches a quorum, and all members that it reaches follow it.
  private boolean leads(State s, Cell<NodeState> node) {
    var leader = s.get(node);
    return isLeader(leader)
        && reachesQuorum(s, node)
        && members(s, node)
            .allMatch(other -> other.lead() == id(node) && other.term() == leader.term());
  }

  private boolean isLed(State s) {
    return nodes.stream().anyMatch(node -> leads(s, node));
  }

  /// Whether there is such a leader, and these members have committed all that it has.
  private boolean isDecided(State s) {
    return nodes.stream()
        .anyMatch(
            node -> {
              var last = s.get(node).log().lastIndex();
              return leads(s, node)
                  && members(s, node)
                      .map(NodeState::log)
                      .allMatch(log -> log.lastIndex() == last && log.committed() == last);
            });
  }

  private Stream<NodeState> members(State s, Cell<NodeState> leader) {
    var tracker = s.get(leader).tracker();
    return nodes.stream()
        .filter(node -> tracker.of(id(node)) != null)
        .filter(node -> reaches(s, id(leader), id(node)))
        .map(s::get);
  }
}
