package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.watch.WatchResponse;
import dev.plimsoll.properties.watch.WatchRecording;
import java.util.List;

/// What clients of one etcd were told, and what its members had in the end.
///
/// @param seed of the load and the faults
/// @param version of etcd
/// @param faults what befell which member, in order
/// @param calls in the order of their ends
/// @param watches cut at the last revision
/// @param histories all changes up to the last revision, as each member tells of them
/// @param ends when no member was struck any more
record Recording(
    long seed,
    String version,
    List<String> faults,
    List<Call<Operation, Answer>> calls,
    List<List<WatchRecording>> watches,
    List<List<Event>> histories,
    Ends ends) {

  Recording {
    faults = List.copyOf(faults);
    calls = List.copyOf(calls);
    watches =
        watches.stream()
            .map(
                streams -> streams.stream().map(each -> upTo(each, ends.of(KeyRange.ALL))).toList())
            .toList();
    histories = List.copyOf(histories);
  }

  /// All changes, as the first member tells of them.
  List<Event> history() {
    return histories.getFirst();
  }

  long responses() {
    return watches.stream()
        .flatMap(List::stream)
        .mapToLong(watch -> watch.session().received().size())
        .sum();
  }

  @Override
  public String toString() {
    return """
    etcd %s, -Detcd.seed=%d
    %d faults: %s
    %d calls, of which %d were not answered; %d changes up to revision %d
    %d streams of %d watches, %d responses\
    """
        .formatted(
            version,
            seed,
            faults.size(),
            String.join(", ", faults),
            calls.size(),
            calls.stream().filter(Call::isPending).count(),
            history().size(),
            ends.of(KeyRange.ALL),
            watches.stream().mapToInt(List::size).sum(),
            watches.size(),
            responses());
  }

  /// A call that was not answered may have an effect later on, and be told of: in no member's
  /// history, then.
  private static WatchRecording upTo(WatchRecording watch, int revision) {
    var session = watch.session();
    var received =
        session.received().stream()
            .<WatchResponse>mapMulti(
                (response, kept) -> {
                  switch (response) {
                    case WatchResponse.Events(var watcher, var events) -> {
                      var until =
                          events.stream().filter(event -> event.revision() <= revision).toList();
                      if (!until.isEmpty()) {
                        kept.accept(new WatchResponse.Events(watcher, until));
                      }
                    }
                    case WatchResponse.Progress _, WatchResponse.Canceled _ ->
                        kept.accept(response);
                  }
                })
            .toList();
    return new WatchRecording(
        watch.name(), watch.keys(), new Session(session.start(), received, session.isOpen()));
  }
}
