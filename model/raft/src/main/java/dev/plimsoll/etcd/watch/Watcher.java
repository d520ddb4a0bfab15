package dev.plimsoll.etcd.watch;

import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import java.util.List;
import java.util.Optional;

/// Somebody who watches keys.
///
/// Source: etcd `server/mvcc/watchable_store.go`, `watcher`, v3.5.33.
///
/// @param startRevision from which on it was asked for; 0 for what comes
/// @param minRevision from which on it has not been sent what happened
/// @param group where the store keeps it
/// @param pending what a victim could not be sent; empty for others
public record Watcher(
    int id,
    KeyRange keys,
    int startRevision,
    int minRevision,
    Group group,
    Optional<EventBatch> pending) {

  /// Where the store keeps a watcher.
  public enum Group {
    /// It has been sent all there is.
    SYNCED,
    /// It is to be sent what there is.
    UNSYNCED,
    /// It is to be sent what it could not be sent.
    VICTIM
  }

  /// Those of some events that are for it.
  List<Event> of(List<Event> events) {
    return events.stream()
        .filter(event -> event.revision() >= minRevision && keys.contains(event.kv().key()))
        .toList();
  }

  Watcher from(int newMinRevision) {
    return new Watcher(id, keys, startRevision, newMinRevision, group, pending);
  }

  Watcher in(Group newGroup) {
    return new Watcher(id, keys, startRevision, minRevision, newGroup, Optional.empty());
  }

  Watcher victim(EventBatch batch) {
    return new Watcher(id, keys, startRevision, minRevision, Group.VICTIM, Optional.of(batch));
  }

  /// Whether the store keeps it there.
  public boolean isIn(Group other) {
    return group == other;
  }
}
