package dev.plimsoll.etcd;

import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.watch.WatchResponse;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// A watch as its client sees it: in a model, or recorded of a real etcd. What is promised of it
/// is in {@link WatchGuarantee}.
///
/// @param start the first revision that it tells of
/// @param received in order
/// @param isOpen whether more may come
public record Session(int start, List<WatchResponse> received, boolean isOpen) {

  public Session {
    received = List.copyOf(received);
  }

  /// One that has just been made.
  static Session from(int start) {
    return new Session(start, List.of(), true);
  }

  /// With a response more.
  Session with(WatchResponse response) {
    return new Session(
        start,
        Stream.concat(received.stream(), Stream.of(response)).toList(),
        isOpen && !(response instanceof WatchResponse.Canceled));
  }

  /// After which nothing comes.
  Session broken() {
    return new Session(start, received, false);
  }

  /// As it was when only so many responses had come.
  public Session first(int responses) {
    return new Session(start, received.subList(0, responses), true);
  }

  /// Where the next begins: behind what was received, or where etcd says that there is all.
  public int next() {
    return switch (received.isEmpty() ? null : received.getLast()) {
      case null -> start;
      case WatchResponse.Canceled(_, var compactRevision) -> compactRevision;
      case WatchResponse.Events(_, var events) -> events.getLast().revision() + 1;
      case WatchResponse.Progress(var revision) -> revision + 1;
    };
  }

  /// What it has told of.
  public List<Event> events() {
    return received.stream().flatMap(response -> events(response).stream()).toList();
  }

  static List<Event> events(WatchResponse response) {
    return response instanceof WatchResponse.Events(_, var events) ? events : List.of();
  }

  /// Whether it has told of all up to a revision.
  ///
  /// @param history all changes of its keys, in order
  boolean hasAll(List<Event> history, int revision) {
    return new HashSet<>(events()).containsAll(between(history, start, revision));
  }

  /// @param history in order
  static List<Event> between(List<Event> history, int from, int to) {
    var begin = upTo(history, from - 1);
    return history.subList(begin, Math.max(begin, upTo(history, to)));
  }

  /// How many changes there were up to a revision.
  private static int upTo(List<Event> history, int revision) {
    var low = 0;
    var high = history.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (history.get(middle).revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
