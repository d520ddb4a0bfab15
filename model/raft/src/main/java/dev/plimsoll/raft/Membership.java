package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.confchange.Changer;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.confchange.ConfChange.Single;
import dev.plimsoll.raft.confchange.ConfChange.Transition;
import dev.plimsoll.raft.confchange.ConfChangeException;
import dev.plimsoll.raft.tracker.ConfState;
import dev.plimsoll.raft.tracker.ProgressTracker;
import java.util.ArrayList;
import java.util.List;

/// How the members of a group change; raft.go, `applyConfChange`, `switchToConfig` and `restore`,
/// and bootstrap.go.
final class Membership {

  /// A change was committed.
  static void apply(Raft raft, ConfChange change) {
    if (raft.config.bug() == Bug.JOINT_SKIPPED && change.entersJoint()) {
      change.changes().stream()
          .map(single -> new ConfChange(true, Transition.AUTO, List.of(single)))
          .forEach(single -> apply(raft, single));
      return;
    }
    try {
      switchTo(raft, new Changer(raft.tracker, raft.log.lastIndex()).apply(change));
    } catch (ConfChangeException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /// These are the members.
  static void restore(Raft raft, ConfState members) {
    try {
      var nobody = ProgressTracker.empty(raft.config.inflights());
      switchTo(raft, new Changer(nobody, raft.log.lastIndex()).restore(members));
    } catch (ConfChangeException e) {
      throw new IllegalStateException(
          "unable to restore config %s: %s".formatted(members, e.getMessage()), e);
    }
  }

  /// Each member by a committed entry.
  static void bootstrap(Raft raft, Iterable<Integer> peers) {
    raft.becomeFollower(1, Node.NONE);
    var entries = new ArrayList<Entry>();
    for (var peer : peers) {
      entries.add(Entry.proposal(add(peer)).at(entries.size() + 1, 1));
    }
    raft.log = raft.log.append(entries, raft.journal).commitTo(entries.size());
    peers.forEach(peer -> apply(raft, add(peer)));
  }

  private static ConfChange add(int peer) {
    return new ConfChange(
        true, Transition.AUTO, List.of(new Single(ConfChange.Type.ADD_NODE, peer)));
  }

  /// `switchToConfig`.
  private static void switchTo(Raft raft, ProgressTracker changed) {
    var leads = raft.state == StateType.LEADER;
    raft.tracker = leads ? changed : Raft.withoutProgress(changed);
    raft.journal.info(
        "%x switched to configuration %s".formatted(raft.id, raft.tracker.config().text()));
    var own = raft.tracker.of(raft.id);
    if (leads && (own == null || own.learner())) {
      if (raft.config.has(Option.STEP_DOWN_ON_REMOVAL)) {
        raft.becomeFollower(raft.term, Node.NONE);
      }
      return;
    }
    if (!leads || raft.tracker.config().voters().incoming().isEmpty()) {
      return;
    }
    if (raft.maybeCommit()) {
      Replication.bcastAppend(raft);
    } else {
      raft.others().forEach(to -> Replication.maybeSendAppend(raft, to, false));
    }
    if (!mayLead(raft, raft.leadTransferee)) {
      raft.leadTransferee = Node.NONE;
    }
  }

  private static boolean mayLead(Raft raft, int member) {
    return raft.config.bug() == Bug.TRANSFER_TO_LEARNER
        ? raft.tracker.of(member) != null
        : raft.tracker.config().voters().contains(member);
  }

  /// Begins anew from a snapshot, unless it is of no use.
  ///
  /// @return whether it did
  static boolean restore(Raft raft, Snapshot snapshot) {
    if (snapshot.index() <= raft.log.committed()) {
      return false;
    }
    var id = snapshot.last();
    if (!snapshot.confState().isMember(raft.id)) {
      raft.journal.warning(
          "%x attempted to restore snapshot but it is not in the ConfState %s; should never happen"
              .formatted(raft.id, snapshot.confState()));
      return false;
    }
    if (raft.log.matchTerm(id)) {
      var last = raft.log.lastEntryId();
      raft.journal.info(
          ("%x [commit: %d, lastindex: %d, lastterm: %d] fast-forwarded commit to snapshot"
                  + " [index: %d, term: %d]")
              .formatted(
                  raft.id, raft.log.committed(), last.index(), last.term(), id.index(), id.term()));
      raft.log = raft.log.commitTo(id.index());
      return false;
    }
    raft.log = raft.log.restore(snapshot, raft.journal);
    restore(raft, snapshot.confState());
    var last = raft.log.lastEntryId();
    raft.journal.info(
        "%x [commit: %d, lastindex: %d, lastterm: %d] restored snapshot [index: %d, term: %d]"
            .formatted(
                raft.id, raft.log.committed(), last.index(), last.term(), id.index(), id.term()));
    return true;
  }

  private Membership() {}
}
