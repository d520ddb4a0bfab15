package dev.plimsoll.raft;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.VoteResult;
import java.util.List;
import java.util.stream.Collectors;

/// What Raft promises of every state; Raft Figure 3 and thesis §3.8.
///
/// @param committed what leaders have committed, which is remembered when all servers have
///     forgotten it
record RaftSafety(Cells<NodeState> nodes, Cells<Disk> disks, Cell<Committed> committed) {

  /// At most one leader in a term; Raft §5.2.
  static boolean electionSafety(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first());
    if (!RaftCluster.isLeader(a)) {
      return true;
    }
    var b = s.get(pair.second());
    return !RaftCluster.isLeader(b) || a.term() != b.term();
  }

  /// Logs that have an entry of the same index and term are equal up to it; Raft §5.3.
  static boolean logMatching(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first()).log();
    if (a.lastIndex() == 0) {
      return true;
    }
    var b = s.get(pair.second()).log();
    var first = Math.max(a.firstIndex(), b.firstIndex());
    for (var n = Math.min(a.lastIndex(), b.lastIndex()); n >= first; n--) {
      if (a.termOrZero(n) == b.termOrZero(n)) {
        return a.slice(first, n + 1, Limits.NO_LIMIT)
            .equals(b.slice(first, n + 1, Limits.NO_LIMIT));
      }
    }
    return true;
  }

  /// What was committed in a term is in the logs of the leaders of this and all later terms; Raft
  /// §5.4.
  boolean leaderCompleteness(State s, Cell<NodeState> cell) {
    var node = s.get(cell);
    if (!RaftCluster.isLeader(node)) {
      return true;
    }
    var so = s.get(committed);
    return node.term() < so.term() || HardState.Saved.of(node).holds(so.entries());
  }

  /// No server commits another entry at an index than the leaders did; Raft §5.4.3.
  boolean stateMachineSafety(State s, Cell<NodeState> cell) {
    var log = s.get(cell).log();
    if (log.committed() == 0) {
      return true;
    }
    var so = s.get(committed).entries();
    return log.committed() <= so.size()
        && log.committedEntries().equals(so.subList(log.firstIndex() - 1, log.committed()));
  }

  /// Every quorum has a member with all that is committed on its disk, so that whoever is elected
  /// had to ask one; thesis §3.8.
  boolean committedIsDurable(State s) {
    var so = s.get(committed);
    if (so.entries().isEmpty()) {
      return true;
    }
    var lacking =
        disks.stream()
            .collect(
                Collectors.toMap(
                    RaftCluster::id, disk -> !s.get(disk).written().holds(so.entries())));
    return so.voters().voteResult(lacking) != VoteResult.WON;
  }

  // ---- changes of membership; thesis §4

  /// A log holds at most one change of membership that is not known to be committed, so that
  /// configurations follow each other one by one.
  static boolean oneChangeAtATime(State s, Cell<NodeState> cell) {
    var log = s.get(cell).log();
    var from = Math.max(log.committed() + 1, log.firstIndex());
    return from > log.lastIndex()
        || changes(log.slice(from, log.lastIndex() + 1, Limits.NO_LIMIT)) <= 1;
  }

  /// Of servers of which one is at most one change behind the other, every two quorums have a voter
  /// in common.
  boolean quorumsOverlap(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first());
    var b = s.get(pair.second());
    var behind = a.log().applied();
    var ahead = b.log().applied();
    if (behind > ahead) {
      return true; // the pair in the other order is judged
    }
    var so = s.get(committed).entries();
    return changes(so.subList(Math.min(behind, so.size()), Math.min(ahead, so.size()))) > 1
        || voters(a).overlaps(voters(b));
  }

  /// Who is to become leader may be elected.
  static boolean handedToVoter(State s, Cell<NodeState> cell) {
    var node = s.get(cell);
    var to = node.leadership().leadTransferee();
    return to == Node.NONE || voters(node).contains(to);
  }

  private static long changes(List<Entry> entries) {
    return entries.stream().filter(entry -> entry.payload() instanceof Payload.Change).count();
  }

  private static JointConfig voters(NodeState node) {
    return node.tracker().config().voters();
  }

  // ---- what shows that this is not vacuous

  /// Whether two logs begin with entries of different terms.
  static boolean logsDiffer(State s, Cells.Pair<NodeState> pair) {
    var a = s.get(pair.first()).log();
    if (a.lastIndex() == 0) {
      return false;
    }
    var b = s.get(pair.second()).log();
    return b.lastIndex() > 0 && a.termOrZero(1) != b.termOrZero(1);
  }

  /// Whether there is a leader of a later term than the last that committed something.
  boolean laterLeader(State s) {
    var so = s.get(committed);
    return !so.entries().isEmpty()
        && nodes.any(s, node -> RaftCluster.isLeader(node) && node.term() > so.term());
  }
}
