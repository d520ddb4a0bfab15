package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.raft.confchange.ConfChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A cluster of etcd's Raft nodes whose members change: one by one, or several through a joint
/// configuration; new ones, learners, and leaders that are removed or hand leadership over.
///
/// A server that is no member yet has an empty log and knows the members at first. A node applies
/// what is committed before it goes on.
///
/// What it leaves out: docs/models/etcd.md.
public final class EtcdMembership extends RaftCluster {

  /// How far the model goes.
  ///
  /// @param changes what is changed
  /// @param candidates how many servers may time out, from the first
  /// @param maxTerm no server starts an election in this term
  /// @param proposals how often clients propose
  /// @param transfers how often leadership is to be handed over
  /// @param environment how much goes wrong, and how many messages may be under way
  public record Bounds(
      Reconfiguration changes,
      int candidates,
      int maxTerm,
      int proposals,
      int transfers,
      Environment environment) {}

  private final Cells<List<ConfChange>> unapplied;

  /// A cluster, correct or with a mistake.
  public EtcdMembership(Bounds bounds, Bug bug) {
    var plan = bounds.changes();
    super(
        IntStream.rangeClosed(1, plan.servers()).mapToObj(id -> Config.of(id).with(bug)).toList(),
        plan.before(),
        bounds.environment());
    unapplied = cells("unapplied", nodes.size(), List.of());

    timeOuts(nodes.subList(0, Math.min(bounds.candidates(), nodes.size())), bounds.maxTerm());
    proposals(bounds.proposals());
    changes(plan.changes());
    transfers(bounds.transfers());
    network();
    partitions();
    crashes();
    if (bug == Bug.ADVANCES_BEFORE_APPLYING) {
      rule("apply a change", nodes, this::apply);
    }
    safety();
    if (bounds.maxTerm() > 1) {
      laterTerms();
    }
    configurationSafety();
    sometimes("all changes are made", s -> changes(s.get(committed)) == changesInLog(plan));
    if (plan.isJoint()) {
      sometimes(
          "a configuration is joint",
          s -> nodes.any(s, node -> node.tracker().config().voters().isJoint()));
    }
    if (bounds.transfers() > 0) {
      sometimes(
          "leadership is being handed over",
          s -> nodes.any(s, node -> node.leadership().leadTransferee() != Node.NONE));
    }
    if (plan.leavesByItself()) {
      weaklyFair("deliver");
      eventuallyAlways(
          "no leader stays in a joint configuration",
          s -> !nodes.any(s, node -> isLeader(node) && node.tracker().config().autoLeave()));
    }
  }

  private static int changesInLog(Reconfiguration plan) {
    return plan.changes().size() + (plan.leavesByItself() ? 1 : 0);
  }

  private static int changes(Committed so) {
    return (int)
        so.entries().stream()
            .filter(entry -> entry.payload() instanceof Entry.Payload.Change)
            .count();
  }

  /// With the mistake only: a follower gets to apply a change. A candidate would, too, but panics
  /// if it is removed and elected then.
  private void apply(Transaction tx, Cell<NodeState> node) {
    var waiting = tx.get(unapplied.at(node));
    tx.require(!waiting.isEmpty() && tx.get(node).state() == StateType.FOLLOWER);
    tx.set(unapplied.at(node), waiting.subList(1, waiting.size()));
    act(tx, node, (application, state) -> application.apply(state, waiting.getFirst()));
  }

  @Override
  protected void save(Transaction tx, Cell<Disk> disk, NodeState before, Application.Done done) {
    super.save(tx, disk, before, done);
    if (!done.unapplied().isEmpty()) {
      tx.update(
          unapplied.at(disk),
          waiting -> {
            var more = new ArrayList<>(waiting);
            more.addAll(done.unapplied());
            return List.copyOf(more);
          });
    }
  }
}
