package dev.plimsoll.properties.trace;

import dev.plimsoll.properties.trace.TraceEvent.Action;
import dev.plimsoll.properties.trace.TraceEvent.Change;
import dev.plimsoll.properties.trace.TraceEvent.Kind;
import dev.plimsoll.raft.StateType;
import dev.plimsoll.raft.quorum.JointConfig;
import dev.plimsoll.raft.quorum.MajorityConfig;
import java.util.HashSet;
import java.util.List;

/// How a node starts: for the first time, perhaps with entries that make members of its peers
/// (bootstrap.go), or from its disk (raft.go, `newRaft`).
final class Starting {

  private final TracedNode node;
  private boolean started;
  private boolean booting;

  Starting(TracedNode node) {
    this.node = node;
  }

  boolean hasStarted() {
    return started;
  }

  /// `InitState`: the log is there, but nothing else is loaded. Its commit index is the index
  /// before the first entry that was not compacted.
  void begin(TraceEvent event) {
    var possible =
        node.saved.stream()
            .filter(disk -> disk.log().last() == event.log() && event.commit() <= disk.commit())
            .toList();
    if (possible.isEmpty()) {
      var logs = node.saved.stream().map(disk -> "InitState with log " + disk.log().last());
      throw new MismatchException("this log is not what was saved", logs.toList());
    }
    node.crash(possible.getLast().log());
    node.term = 0;
    node.commit = event.commit();
    node.check(event);
    var first = !started;
    node.must(Due.of(Kind.APPLY_CONF_CHANGE, _ -> {}, members -> restored(members, first)));
    node.must(Due.of(Kind.BECOME_FOLLOWER, disk -> load(possible, disk), _ -> {}));
    node.changes.started(node.id);
    started = true;
    booting = false;
  }

  /// The first membership is that of the application: none, one that this node was given, or one
  /// that was in force once.
  private void restored(TraceEvent event, boolean first) {
    var seen = node.changes.seen(event.newVoters());
    var given = new JointConfig(new MajorityConfig(event.newVoters()), MajorityConfig.EMPTY);
    if (!first && seen.isEmpty()) {
      throw new MismatchException("this membership was never in force");
    }
    if (first && !event.newVoters().isEmpty()) {
      node.changes.given();
    }
    var possible = new HashSet<>(seen);
    possible.add(given);
    node.switchTo(List.copyOf(possible));
  }

  private void load(List<Saved> possible, TraceEvent event) {
    var disk =
        possible.stream()
            .filter(d -> d.term() == event.term() && d.vote() == event.vote())
            .filter(d -> d.leastCommit() <= event.commit() && event.commit() <= d.commit())
            .filter(_ -> event.commit() >= node.commit)
            .reduce((_, later) -> later)
            .orElseThrow(
                () ->
                    new MismatchException(
                        "this is not what was saved",
                        possible.stream()
                            .map(
                                d ->
                                    "BecomeFollower with term %d, vote %d, commit %d to %d"
                                        .formatted(d.term(), d.vote(), d.leastCommit(), d.commit()))
                            .toList()));
    node.reset(disk.term(), 0);
    node.vote = disk.vote();
    node.commit = event.commit();
    node.log = disk.log();
    node.saved = List.of(disk);
  }

  /// The library takes a new node to term 1 before it puts its peers into the log.
  void mayBoot(TraceEvent event) {
    booting = isFresh() && event.term() == 1;
  }

  boolean isBooting() {
    return booting;
  }

  /// If the node puts its peers into its log, they appear all at once.
  void perhaps(TraceEvent event) {
    if (!booting || node.term != 1) {
      return;
    }
    booting = false;
    if (event.kind() != Kind.APPLY_CONF_CHANGE || event.log() == 0 || node.log.last() > 0) {
      return;
    }
    node.log = LogTerms.EMPTY.append(1, event.log());
    node.commit = event.log();
    for (var index = 1; index <= event.log(); index++) {
      peer(index);
    }
  }

  private void peer(int index) {
    node.must(Due.of(Kind.APPLY_CONF_CHANGE, _ -> {}, event -> joins(index, event)));
  }

  private void joins(int index, TraceEvent event) {
    var old = node.voters.getFirst().incoming();
    var added = event.newVoters().stream().filter(peer -> !old.contains(peer)).toList();
    if (added.size() != 1 || event.newVoters().size() != old.ids().size() + 1) {
      throw new MismatchException(
          "expected %s and one more voter, but there is %s".formatted(old, event.newVoters()));
    }
    node.changes.add(index, 1, List.of(new Change(added.getFirst(), Action.ADD_VOTER)));
    node.switchTo(
        List.of(new JointConfig(new MajorityConfig(event.newVoters()), MajorityConfig.EMPTY)));
  }

  private boolean isFresh() {
    return node.term == 0 && node.log.last() == 0 && node.role == StateType.FOLLOWER;
  }
}
