package dev.plimsoll.properties.script;

import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message.MsgStorageAppend;
import dev.plimsoll.raft.Message.MsgStorageApply;
import dev.plimsoll.raft.Outcome;
import dev.plimsoll.raft.RawNode;
import dev.plimsoll.raft.Snapshot;
import dev.plimsoll.raft.Storage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A node of a script, its disk, and an application that strings together all data it applies;
/// rafttest/interaction_env.go, `Node`.
final class Member {

  final RawNode raw;
  final Queue<MsgStorageAppend> appendWork = new ArrayDeque<>();
  final Queue<MsgStorageApply> applyWork = new ArrayDeque<>();
  private final Output output;
  private RawNode.State state;
  private Snapshot made;

  /// A node that starts with a snapshot.
  Member(RawNode raw, Snapshot snapshot, Output output) {
    this.raw = raw;
    this.output = output;
    made = snapshot;
    state =
        logged(
            raw.start(
                HardState.EMPTY, snapshot.confState(), Storage.of(snapshot), snapshot.index()));
  }

  int id() {
    return raw.config().id();
  }

  RawNode.State state() {
    return state;
  }

  void state(RawNode.State changed) {
    state = changed;
  }

  /// The last snapshot that the application has made.
  Snapshot made() {
    return made;
  }

  Storage storage() {
    return state.node().log().storage();
  }

  /// Takes over what has become of the node.
  ///
  /// @throws CommandException if it refused the input
  void become(Outcome<RawNode.State> outcome) throws CommandException {
    state = logged(outcome);
    if (outcome.refusal() != null) {
      throw new CommandException(outcome.refusal().toString());
    }
  }

  private RawNode.State logged(Outcome<RawNode.State> outcome) {
    output.log(outcome.lines());
    return outcome.state();
  }

  /// Saves; `processAppend`.
  void save(List<Entry> entries, @Nullable Snapshot snapshot) throws CommandException {
    if (snapshot != null && !entries.isEmpty()) {
      throw new CommandException("can't apply snapshot and entries at the same time");
    }
    var saved = snapshot == null ? storage().append(entries) : storage().apply(snapshot);
    state = state.with(saved.with(made));
  }

  /// Discards entries.
  void compact(int index) throws CommandException {
    if (storage().isCompacted(index)) {
      throw new CommandException("requested index is unavailable due to compaction");
    }
    state = state.with(storage().compact(index));
  }

  /// Applies, and makes a snapshot after each entry; `processApply`.
  void apply(List<Entry> entries) {
    for (var entry : entries) {
      var members = made.confState();
      var data = "";
      switch (entry.payload()) {
        case Payload.Normal normal -> data = normal.data();
        case Payload.Change(var change) -> {
          state = logged(raw.applyConfChange(state, change));
          members = state.node().confState();
        }
      }
      made = new Snapshot(entry.id(), members, made.data() + data);
      state = state.with(storage().with(made));
    }
  }

  /// Whether there is something to do.
  boolean hasReady() {
    return raw.hasReady(state);
  }
}
