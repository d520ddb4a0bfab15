package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.quorum.VoteResult;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A cluster in which some time all is *calm*: faults stop, and messages are quicker than the
/// clocks, which is what Raft needs to make progress (Raft §5.6). Then nobody times out who hears
/// of a leader. The network may stay in two parts; what is claimed is claimed of one with a quorum.
abstract class CalmCluster extends RaftCluster {

  /// Whether all is calm.
  final Cell<Boolean> calm = cell("calm", false);

  /// @param configs one for each server, with the ids 1, 2, ...
  /// @param members what all servers begin with
  CalmCluster(List<Config> configs, ConfState members, Environment environment, Start start) {
    super(configs, members, environment, start);
  }

  /// Nothing goes wrong when all is calm.
  @Override
  protected void fail(Transaction tx, UnaryOperator<Faults> fault) {
    tx.require(calm, false);
    super.fail(tx, fault);
  }

  /// Whether a leader of the node's term or a later one sends it heartbeats.
  final boolean hears(State s, Cell<NodeState> node) {
    var term = s.get(node).term();
    return nodes.stream()
        .filter(other -> reaches(s, id(other), id(node)))
        .map(s::get)
        .anyMatch(
            other ->
                isLeader(other) && other.term() >= term && other.tracker().of(id(node)) != null);
  }

  /// Whether the server reaches a quorum of the voters that it knows.
  final boolean reachesQuorum(State s, Cell<NodeState> node) {
    var reached = new TreeMap<Integer, Boolean>();
    nodes.forEach(other -> reached.put(id(other), reaches(s, id(node), id(other))));
    return s.get(node).tracker().config().voters().voteResult(reached) == VoteResult.WON;
  }

  /// After how many ticks a time-out passes, at the earliest.
  static int electionTick() {
    return Config.of(1).electionTick();
  }

  /// Whether the node has not heard of its leader for so long that it may vote for another.
  static boolean hasExpired(NodeState node) {
    return node.clock().electionElapsed() >= electionTick();
  }

  /// So many ticks after it heard of a leader.
  static NodeState ticked(NodeState node, int ticks) {
    var now = node;
    while (now.clock().electionElapsed() < ticks) {
      now = now.tickedQuiesced();
    }
    return now;
  }
}
