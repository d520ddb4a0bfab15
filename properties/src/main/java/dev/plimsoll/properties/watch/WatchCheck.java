package dev.plimsoll.properties.watch;

import dev.plimsoll.etcd.WatchGuarantee;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Holds recorded watches against all changes that there were.
public final class WatchCheck {

  /// No watch makes something up.
  public static final String TRUE = "a watch tells of what has happened";

  /// Liveness and resumability, of a watch that was ended when all should have come.
  public static final String ALL = "in the end all events have come";

  private final List<Event> history;

  /// @param history all changes of all keys
  /// @throws IllegalArgumentException if they are not in order of their revisions
  public WatchCheck(List<Event> history) {
    for (var place = 1; place < history.size(); place++) {
      if (history.get(place).revision() < history.get(place - 1).revision()) {
        throw new IllegalArgumentException(
            "expected changes in order of their revisions, but %s comes before %s"
                .formatted(history.get(place - 1), history.get(place)));
      }
    }
    this.history = List.copyOf(history);
  }

  /// What is not as it was promised, of each guarantee a response that breaks it.
  public List<Breach> check(WatchRecording recording) {
    var ofKeys = of(recording.keys());
    var breaches = new ArrayList<Breach>();
    for (var guarantee : WatchGuarantee.values()) {
      if (!guarantee.holds(recording.session(), ofKeys)) {
        breaches.add(broken(guarantee, recording, ofKeys));
      }
    }
    var happened = new HashSet<>(ofKeys);
    recording.session().events().stream()
        .filter(event -> !happened.contains(event))
        .findFirst()
        .ifPresent(event -> breaches.add(new Breach(recording.name(), TRUE, event.toString())));
    return breaches;
  }

  /// Whether a watch was resumed so that nothing is missing: the first event that has not come by
  /// any of its streams, from where the first begins up to a revision that all should have come to.
  ///
  /// @param streams of one watch, one at least
  public Optional<Breach> unfinished(List<WatchRecording> streams, int revision) {
    var first = streams.getFirst();
    var told = new HashSet<Event>();
    streams.forEach(stream -> told.addAll(stream.session().events()));
    return of(first.keys()).stream()
        .filter(event -> event.revision() >= first.session().start())
        .filter(event -> event.revision() <= revision && !told.contains(event))
        .findFirst()
        .map(event -> new Breach("from " + first.name() + " on", ALL, event + " has not"));
  }

  private List<Event> of(KeyRange keys) {
    return history.stream().filter(event -> keys.contains(event.kv().key())).toList();
  }

  /// Halves the responses until one is left, before which it is kept, and with which it is not.
  private static Breach broken(
      WatchGuarantee guarantee, WatchRecording recording, List<Event> ofKeys) {
    var session = recording.session();
    var low = 1;
    var high = session.received().size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (guarantee.holds(session.first(middle), ofKeys)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return new Breach(
        recording.name(),
        guarantee.claim(),
        "response %d, of a watch from revision %d: %s"
            .formatted(low, session.start(), session.received().get(low - 1)));
  }
}
