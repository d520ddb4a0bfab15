package dev.plimsoll.etcd.watch;

import dev.plimsoll.etcd.mvcc.Event;
import java.util.List;

/// What a watcher is sent; etcd `server/mvcc/watcher.go`, `WatchResponse`, v3.5.33.
public sealed interface WatchResponse {

  /// What has happened.
  ///
  /// @param watcher the number of the watcher
  /// @param events at least one, in order
  record Events(int watcher, List<Event> events) implements WatchResponse {

    public Events {
      events = List.copyOf(events);
    }
  }

  /// All watchers of the stream have been sent all there is up to a revision.
  record Progress(int revision) implements WatchResponse {}

  /// The watcher ends, as what it needs is compacted.
  ///
  /// @param watcher the number of the watcher
  /// @param compactRevision from which on there is all
  record Canceled(int watcher, int compactRevision) implements WatchResponse {}
}
