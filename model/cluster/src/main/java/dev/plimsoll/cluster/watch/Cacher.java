package dev.plimsoll.cluster.watch;

import java.util.ArrayList;
import java.util.List;

/// What an API server keeps of the objects of a kind; cacher.go, `Cacher`, and watch_cache.go,
/// `watchCache`, v1.30.
///
/// @param ready whether it has been filled since its watch of etcd was last lost
/// @param resourceVersion up to which it is propagated
/// @param listResourceVersion of the list that filled it
/// @param removed whether a change has left the window since (`removedEventSinceRelist`)
/// @param window the newest changes, the oldest first
/// @param incoming what is yet to be sent to those who watch
/// @param processed the version of what was sent to them last; 0 for nothing since it was filled
record Cacher(
    boolean ready,
    Objects store,
    int resourceVersion,
    int listResourceVersion,
    boolean removed,
    List<WatchEvent> window,
    List<WatchEvent> incoming,
    int processed) {

  Cacher {
    window = List.copyOf(window);
    incoming = List.copyOf(incoming);
  }

  static Cacher empty(int names) {
    return new Cacher(false, Objects.none(names), 0, 0, false, List.of(), List.of(), 0);
  }

  /// Filled by a list; `Replace`.
  static Cacher filled(Objects store, int version) {
    return new Cacher(true, store, version, version, false, List.of(), List.of(), 0);
  }

  /// Takes in a change, or a progress notification; `processEvent`, `UpdateResourceVersion`.
  ///
  /// @param capacity how many changes the window has room for
  Cacher with(WatchEvent event, int capacity) {
    var full = !event.isBookmark() && window.size() == capacity;
    var kept = full ? window.subList(1, capacity) : window;
    return new Cacher(
        true,
        store.after(event),
        event.resourceVersion(),
        listResourceVersion,
        removed || full,
        event.isBookmark() ? window : joined(kept, event),
        joined(incoming, event),
        processed);
  }

  /// The head of {@link #incoming} has been sent.
  Cacher dispatched() {
    return new Cacher(
        ready,
        store,
        resourceVersion,
        listResourceVersion,
        removed,
        window,
        incoming.subList(1, incoming.size()),
        incoming.getFirst().resourceVersion());
  }

  /// The oldest change that a watch can be told of; `getAllEventsSinceLocked`.
  int oldest(Bug bug) {
    if (bug == Bug.WATCH_FROM_BEFORE) {
      return window.isEmpty() ? resourceVersion : window.getFirst().resourceVersion();
    }
    return removed ? window.getFirst().resourceVersion() : listResourceVersion + 1;
  }

  /// What a watch begins with; `getAllEventsSinceLocked`.
  ///
  /// @param from 0 for all objects there are
  List<WatchEvent> since(int from) {
    return from > 0
        ? window.stream().filter(event -> event.resourceVersion() > from).toList()
        : store.asEvents();
  }

  /// The version of what a watch begins with: nothing up to it is sent again.
  int sentSince(int from) {
    var first = since(from);
    if (first.isEmpty()) {
      return from;
    }
    return from > 0 ? first.getLast().resourceVersion() : resourceVersion;
  }

  private static List<WatchEvent> joined(List<WatchEvent> events, WatchEvent last) {
    var more = new ArrayList<>(events);
    more.add(last);
    return more;
  }
}
