package dev.plimsoll.properties.raft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.raft.Config;
import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.Entry.Payload;
import dev.plimsoll.raft.EntryId;
import dev.plimsoll.raft.HardState;
import dev.plimsoll.raft.Message;
import dev.plimsoll.raft.Message.MsgProp;
import dev.plimsoll.raft.NodeState;
import dev.plimsoll.raft.Outcome;
import dev.plimsoll.raft.RawNode;
import dev.plimsoll.raft.Ready;
import dev.plimsoll.raft.Refusal;
import dev.plimsoll.raft.Snapshot;
import dev.plimsoll.raft.Storage;
import dev.plimsoll.raft.confchange.ConfChange;
import dev.plimsoll.raft.confchange.ConfChange.Single;
import dev.plimsoll.raft.confchange.ConfChange.Transition;
import dev.plimsoll.raft.tracker.ConfState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A server of a recorded run: a node, its disk, and an application that keeps all data it applies.
final class RecordedServer {

  private final RawNode raw;
  private RawNode.State state;
  private HardState hardState = HardState.EMPTY;
  private Storage storage = Storage.of(Snapshot.EMPTY);
  private ConfState members = ConfState.EMPTY;
  private int applied;
  private String data = "";

  /// A server with an empty log.
  RecordedServer(Config config) {
    raw = new RawNode(config);
    state = raw.start(hardState, members, storage, applied).state();
  }

  /// Begins a group of so many.
  void bootstrap(int peers) {
    state = raw.bootstrap(state, IntStream.rangeClosed(1, peers).boxed().toList()).state();
  }

  NodeState node() {
    return state.node();
  }

  boolean hasReady() {
    return raw.hasReady(state);
  }

  Storage storage() {
    return storage;
  }

  int applied() {
    return applied;
  }

  /// The data that was applied, in order.
  List<String> data() {
    return Arrays.stream(data.split(",")).filter(value -> !value.isEmpty()).toList();
  }

  @Nullable Refusal take(Message message) {
    return become(raw.take(state, message));
  }

  @Nullable Refusal step(Message message) {
    return become(raw.step(state, message));
  }

  void tick() {
    become(raw.tick(state));
  }

  private @Nullable Refusal become(Outcome<RawNode.State> outcome) {
    state = outcome.state();
    return outcome.refusal();
  }

  @Nullable Refusal propose(int id, Entry entry) {
    return take(new MsgProp(id, id, List.of(entry)));
  }

  /// A change as it is recorded: `ConfChangeAddNode:4`.
  static ConfChange change(String text) {
    var colon = text.indexOf(':');
    var type =
        Arrays.stream(ConfChange.Type.values())
            .filter(t -> t.toString().equals(text.substring(0, colon)))
            .findFirst()
            .orElseThrow();
    var single = new Single(type, Integer.parseInt(text.substring(colon + 1)));
    return new ConfChange(true, Transition.AUTO, List.of(single));
  }

  /// `Ready`, save, apply, `Advance`.
  Ready ready() {
    var accepted = raw.ready(state);
    var ready = accepted.ready();
    state = accepted.state();
    hardState = ready.hardState() == null ? hardState : ready.hardState();
    var snapshot = ready.snapshot();
    if (snapshot == null) {
      storage = storage.append(ready.entries());
    } else {
      storage = storage.apply(snapshot);
      members = snapshot.confState();
      applied = snapshot.index();
      data = snapshot.data();
    }
    state = state.with(storage);
    ready.committedEntries().forEach(this::apply);
    become(raw.advance(state));
    return ready;
  }

  private void apply(Entry entry) {
    applied = entry.index();
    switch (entry.payload()) {
      case Payload.Normal(var value) -> data += value.isEmpty() ? "" : "," + value;
      case Payload.Change(var change) -> {
        become(raw.applyConfChange(state, change));
        members = node().confState();
      }
    }
  }

  /// Makes a snapshot of what is applied, and discards entries.
  void compact(int snapshot, int to) {
    var term = storage.term(snapshot).orElseThrow();
    storage = storage.with(new Snapshot(new EntryId(term, snapshot), members, data)).compact(to);
    state = state.with(storage);
  }

  void restart() {
    state = raw.start(hardState, members, storage, applied).state();
  }

  /// An entry as it is recorded.
  static List<Object> shown(Entry entry) {
    return switch (entry.payload()) {
      case Payload.Normal(var value) -> List.of(entry.index(), entry.term(), "EntryNormal", value);
      case Payload.Change(var change) -> {
        var single = change.changes().getFirst();
        yield List.of(
            entry.index(), entry.term(), "EntryConfChange", single.type() + ":" + single.node());
      }
    };
  }

  /// Entries as they are recorded: index, term, type and data of each.
  static List<List<Object>> recorded(JsonNode entries) {
    return entries
        .valueStream()
        .map(
            e ->
                List.<Object>of(
                    e.get(0).asInt(), e.get(1).asInt(), e.get(2).asText(), e.get(3).asText()))
        .toList();
  }
}
