package dev.plimsoll.etcd;

import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.watch.WatchResponse;
import java.util.List;
import java.util.stream.Stream;

/// A watch as its client sees it, and what etcd's documentation promises of it.
///
/// Source: etcd.io/docs/v3.5/learning/api_guarantees, "Watch APIs".
///
/// @param start the first revision that it tells of
/// @param received in order
/// @param isOpen whether more may come
record Session(int start, List<WatchResponse> received, boolean isOpen) {

  Session {
    received = List.copyOf(received);
  }

  /// One that has just been made.
  static Session from(int start) {
    return new Session(start, List.of(), true);
  }

  Session with(WatchResponse response) {
    return new Session(
        start,
        Stream.concat(received.stream(), Stream.of(response)).toList(),
        isOpen && !(response instanceof WatchResponse.Canceled));
  }

  Session broken() {
    return new Session(start, received, false);
  }

  /// Where the next begins: behind what was received, or where etcd says that there is all.
  int next() {
    return switch (received.isEmpty() ? null : received.getLast()) {
      case null -> start;
      case WatchResponse.Canceled(_, var compactRevision) -> compactRevision;
      case WatchResponse.Events(_, var events) -> events.getLast().revision() + 1;
      case WatchResponse.Progress(var revision) -> revision + 1;
    };
  }

  List<Event> events() {
    return received.stream().flatMap(Session::events).toList();
  }

  private static Stream<Event> events(WatchResponse response) {
    return response instanceof WatchResponse.Events(_, var events)
        ? events.stream()
        : Stream.empty();
  }

  /// The last revision that it has told of; 0 for none.
  private int last() {
    return events().stream().mapToInt(Event::revision).max().orElse(0);
  }

  // ---- what is promised

  /// Ordered and unique: revisions grow from response to response.
  boolean isOrdered() {
    var last = 0;
    for (var response : received) {
      for (var event : events(response).toList()) {
        if (event.revision() <= last) {
          return false;
        }
      }
      last = events(response).mapToInt(Event::revision).max().orElse(last);
    }
    return true;
  }

  /// Atomic: the events of a revision come together.
  boolean isAtomic(List<Event> history) {
    return received.stream()
        .map(response -> events(response).toList())
        .allMatch(
            together ->
                together.stream()
                    .allMatch(
                        event ->
                            together.containsAll(
                                between(history, event.revision(), event.revision()))));
  }

  /// Reliable: before the last revision that it has told of, it has told of all.
  boolean isReliable(List<Event> history) {
    return hasAll(history, last() - 1);
  }

  /// Bookmarkable: up to a revision that a notification of progress has told of, it had told of all
  /// before, and tells of nothing afterwards.
  boolean isBookmarkable(List<Event> history) {
    for (var place = 0; place < received.size(); place++) {
      if (received.get(place) instanceof WatchResponse.Progress(var revision)) {
        var before = new Session(start, received.subList(0, place), true);
        if (!before.hasAll(history, revision)) {
          return false;
        }
      }
    }
    return true;
  }

  /// It tells of nothing that was before its start.
  boolean isFromItsStart() {
    return events().stream().allMatch(event -> event.revision() >= start);
  }

  /// Whether it has told of all up to a revision.
  boolean hasAll(List<Event> history, int revision) {
    return events().containsAll(between(history, start, revision));
  }

  private static List<Event> between(List<Event> history, int from, int to) {
    return history.stream()
        .filter(event -> event.revision() >= from && event.revision() <= to)
        .toList();
  }
}
