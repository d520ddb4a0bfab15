package dev.plimsoll.raft;

import dev.plimsoll.raft.Config.Option;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.confchange.ConfChange;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// How a leader takes proposals; raft.go, `stepLeader`, MsgProp.
final class Proposals {

  static void propose(Raft raft, MsgProp prop) {
    if (prop.entries().isEmpty()) {
      throw new IllegalStateException("%x stepped empty MsgProp".formatted(raft.id));
    }
    if (raft.tracker.of(raft.id) == null) { // it is no member any more
      raft.refusal = Refusal.PROPOSAL_DROPPED;
      return;
    }
    if (raft.leadTransferee != Node.NONE) {
      raft.journal.debug(
          "%x [term %d] transfer leadership to %x is in progress; dropping proposal"
              .formatted(raft.id, raft.term, raft.leadTransferee));
      raft.refusal = Refusal.PROPOSAL_DROPPED;
      return;
    }
    var entries = new ArrayList<Entry>();
    for (var entry : prop.entries()) {
      entries.add(checked(raft, entry, raft.log.lastIndex() + entries.size() + 1));
    }
    if (raft.appendEntries(entries)) {
      Replication.bcastAppend(raft);
    } else {
      raft.refusal = Refusal.PROPOSAL_DROPPED;
    }
  }

  /// An empty entry in place of a change of membership that does not fit now.
  ///
  /// @param index where it would be
  private static Entry checked(Raft raft, Entry entry, int index) {
    if (!(entry.payload() instanceof Payload.Change(var change))) {
      return entry;
    }
    var failed = failedCheck(raft, change);
    if (failed == null || raft.config.has(Option.DISABLE_CONF_CHANGE_VALIDATION)) {
      raft.pendingConfIndex = index;
      return entry;
    }
    var text = "%x ignoring conf change %s at config %s: %s";
    var config = raft.tracker.config().text();
    raft.journal.reworded(
        text.formatted(raft.id, change.describe(), config, failed),
        text.formatted(raft.id, change.describeFormerly(), config, failed));
    return new Entry(0, 0, Entry.EMPTY);
  }

  private static @Nullable String failedCheck(Raft raft, ConfChange change) {
    var joint = raft.tracker.config().voters().isJoint();
    var leaves = change.changes().isEmpty();
    if (raft.pendingConfIndex > raft.log.applied()) {
      return "possible unapplied conf change at index %d (applied to %d)"
          .formatted(raft.pendingConfIndex, raft.log.applied());
    }
    if (joint && !leaves) {
      return "must transition out of joint config first";
    }
    return !joint && leaves ? "not in joint state; refusing empty conf change" : null;
  }

  private Proposals() {}
}
