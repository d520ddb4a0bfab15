package dev.plimsoll.etcd;

import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.watch.WatchResponse;
import java.util.HashSet;
import java.util.List;

/// What etcd's documentation promises of a watch. Models claim it, and recorded watches are held
/// against it.
///
/// That a watch can be resumed is what its client does: the next begins behind what was received
/// ({@link Session#next}), and is promised the same.
///
/// Source: etcd.io/docs/v3.5/learning/api_guarantees, "Watch APIs".
public enum WatchGuarantee {
  /// Ordered and unique: revisions grow from response to response, and do not go back in one; no
  /// event comes twice.
  ORDERED("events come in order, and once"),
  /// Reliable: before the last revision that it has told of, it has told of all.
  RELIABLE("no event is dropped"),
  /// Atomic: the events of a revision come together.
  ATOMIC("events of a revision come together"),
  /// It tells of nothing that was before its start.
  FROM_ITS_START("a watch tells of nothing from before its start"),
  /// Bookmarkable: up to a revision that a notification of progress has told of, it had told of all
  /// before.
  BOOKMARKABLE("what a notification of progress tells of has come before");

  private final String claim;

  WatchGuarantee(String claim) {
    this.claim = claim;
  }

  /// What is claimed, in words.
  public String claim() {
    return claim;
  }

  /// Whether it is kept.
  ///
  /// @param history all changes of the keys that are watched, in order of their revisions
  public boolean holds(Session watch, List<Event> history) {
    return switch (this) {
      case ORDERED -> isOrdered(watch);
      case RELIABLE -> watch.hasAll(history, last(watch) - 1);
      case ATOMIC -> isAtomic(watch, history);
      case FROM_ITS_START ->
          watch.events().stream().allMatch(event -> event.revision() >= watch.start());
      case BOOKMARKABLE -> isBookmarkable(watch, history);
    };
  }

  /// The last revision that it has told of; 0 for none.
  private static int last(Session watch) {
    return watch.events().stream().mapToInt(Event::revision).max().orElse(0);
  }

  private static boolean isOrdered(Session watch) {
    var last = 0;
    for (var response : watch.received()) {
      var events = Session.events(response);
      if (!events.isEmpty() && events.getFirst().revision() <= last) {
        return false;
      }
      for (var event : events) {
        if (event.revision() < last) {
          return false;
        }
        last = event.revision();
      }
      if (events.stream().distinct().count() < events.size()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtomic(Session watch, List<Event> history) {
    for (var response : watch.received()) {
      var together = new HashSet<>(Session.events(response));
      for (var event : Session.events(response)) {
        if (!together.containsAll(Session.between(history, event.revision(), event.revision()))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isBookmarkable(Session watch, List<Event> history) {
    var told = new HashSet<Event>();
    for (var response : watch.received()) {
      if (response instanceof WatchResponse.Progress(var revision)
          && !told.containsAll(Session.between(history, watch.start(), revision))) {
        return false;
      }
      told.addAll(Session.events(response));
    }
    return true;
  }
}
