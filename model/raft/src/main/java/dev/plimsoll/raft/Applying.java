package dev.plimsoll.raft;

import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.confchange.ConfChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node does when the application has applied entries or a snapshot; raft.go, `appliedTo`
/// and `appliedSnap`.
final class Applying {

  /// These entries were applied.
  static void applied(Raft raft, List<Entry> entries) {
    if (!entries.isEmpty()) {
      appliedTo(raft, entries.getLast().index(), Entry.encodedSize(entries));
      raft.reduceUncommittedSize(Entry.payloadSize(entries));
    }
  }

  /// This snapshot, if any, was saved and applied.
  static void savedSnapshot(Raft raft, @Nullable Snapshot snapshot) {
    if (snapshot != null) {
      raft.log = raft.log.stableSnapTo(snapshot.index());
      appliedTo(raft, snapshot.index(), 0);
    }
  }

  /// A leader ends a joint configuration that is to be ended by itself, once it is applied.
  private static void appliedTo(Raft raft, int index, long size) {
    var applied = Math.max(index, raft.log.applied());
    raft.log = raft.log.appliedTo(applied, size, raft.config.limits().maxCommittedSizePerReady());
    if (raft.tracker.config().autoLeave()
        && applied >= raft.pendingConfIndex
        && raft.state == StateType.LEADER) {
      var leave = List.of(Entry.proposal(ConfChange.LEAVE_JOINT));
      Node.step(raft, new MsgProp(Node.NONE, raft.id, leave));
      var config = raft.tracker.config().text();
      if (raft.refusal == null) {
        raft.journal.info(
            "initiating automatic transition out of joint configuration %s".formatted(config));
      } else {
        raft.journal.debug(
            "not initiating automatic transition out of joint configuration %s: %s"
                .formatted(config, raft.refusal));
        raft.refusal = null; // it is tried again with the next entry
      }
    }
  }

  private Applying() {}
}
