package dev.plimsoll.etcd.watch;

import dev.plimsoll.etcd.mvcc.Event;
import java.util.List;
import java.util.stream.IntStream;

/// Events that a watcher is sent at once: all of a revision, or none.
///
/// Source: etcd `server/mvcc/watcher_group.go`, `eventBatch`, v3.5.33.
///
/// @param events in order
/// @param moreRevision the revision of the first event that is left; 0 for none
record EventBatch(List<Event> events, int moreRevision) {

  EventBatch {
    events = List.copyOf(events);
  }

  /// As many of some events as are sent at once.
  static EventBatch of(List<Event> events, WatchableStore.Config config) {
    var size =
        (int)
            IntStream.range(0, events.size())
                .takeWhile(place -> revisions(events, place, config.bug()) <= config.batch())
                .count();
    return new EventBatch(
        events.subList(0, size), size == events.size() ? 0 : events.get(size).revision());
  }

  /// Of how many revisions the events are up to a place.
  private static long revisions(List<Event> events, int place, Bug bug) {
    return bug == Bug.REVISION_SPLIT
        ? place + 1
        : events.subList(0, place + 1).stream().mapToInt(Event::revision).distinct().count();
  }
}
