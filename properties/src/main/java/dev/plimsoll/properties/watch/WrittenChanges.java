package dev.plimsoll.properties.watch;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.mvcc.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds the changes that etcd tells of against the writes of its clients: what was acknowledged
/// is there, at the revision that was answered, and nothing is there that nobody has asked for.
///
/// Nobody else has written.
public final class WrittenChanges {

  /// Durability, as a watch sees it.
  public static final String ACKNOWLEDGED = "an acknowledged write is told of at its revision";

  /// Nothing is made up.
  public static final String ASKED_FOR = "each revision is of one write that a client asked for";

  private final SortedMap<Integer, Set<Change>> byRevision = new TreeMap<>();

  /// @param history all changes of all keys
  public WrittenChanges(List<Event> history) {
    for (var event : history) {
      byRevision.computeIfAbsent(event.revision(), _ -> new HashSet<>()).add(Change.of(event));
    }
  }

  /// What is not as it was promised.
  ///
  /// @param calls all that was asked, and answered with revisions
  public List<Breach> check(List<Call<Operation, Answer>> calls) {
    var breaches = new ArrayList<Breach>();
    for (var call : calls) {
      var revision = revision(call);
      if (revision.isPresent()) {
        var expected = Change.of(call.operation(), call.response().orElseThrow().response());
        var told = told(revision.get());
        if (!expected.equals(told)) {
          breaches.add(
              new Breach(
                  call.place(),
                  ACKNOWLEDGED,
                  "expected %s at revision %d, and there is %s"
                      .formatted(expected, revision.get(), told)));
        }
      }
    }
    var writers = writers(calls);
    notAcknowledged(calls)
        .forEach(
            (revision, told) -> {
              if (!writers.containsKey(revision)) {
                breaches.add(new Breach("revision " + revision, ASKED_FOR, told.toString()));
              }
            });
    return breaches;
  }

  /// The calls as one knows them when one knows all changes: one that was not answered is a write
  /// of what it has changed, at its revision, and returns at the end of time; where it has changed
  /// nothing, it is left out.
  ///
  /// etcd's own tests do so with what is in the write-ahead log: `tests/robustness/validate`,
  /// `patch_history.go`.
  public List<Call<Operation, Answer>> resolved(List<Call<Operation, Answer>> calls) {
    var resolved = new ArrayList<>(calls.stream().filter(call -> !call.isPending()).toList());
    writers(calls)
        .forEach(
            (revision, call) -> {
              var write = Change.write(call.operation(), told(revision));
              resolved.add(
                  new Call<>(
                      call.client(),
                      write.operation(),
                      Optional.of(Answer.at(revision, write.response())),
                      call.called(),
                      Long.MAX_VALUE,
                      call.place()));
            });
    return resolved;
  }

  /// Those of the calls that were not answered which have made a revision: the earlier call the
  /// earlier one, where several ask for the same.
  private Map<Integer, Call<Operation, Answer>> writers(List<Call<Operation, Answer>> calls) {
    var unknown =
        new ArrayList<>(
            calls.stream()
                .filter(Call::isPending)
                .sorted(Comparator.comparingLong(Call::called))
                .toList());
    var writers = new TreeMap<Integer, Call<Operation, Answer>>();
    notAcknowledged(calls)
        .forEach(
            (revision, told) ->
                unknown.stream()
                    .filter(call -> Change.mayMake(call.operation(), told))
                    .findFirst()
                    .ifPresent(
                        call -> {
                          unknown.remove(call);
                          writers.put(revision, call);
                        }));
    return writers;
  }

  private Map<Integer, Set<Change>> notAcknowledged(List<Call<Operation, Answer>> calls) {
    var left = new TreeMap<>(byRevision);
    calls.forEach(call -> revision(call).ifPresent(left::remove));
    return left;
  }

  private Set<Change> told(int revision) {
    return byRevision.getOrDefault(revision, Set.of());
  }

  /// Of a write that was answered.
  private static Optional<Integer> revision(Call<Operation, Answer> call) {
    return call.response()
        .filter(answer -> !answer.response().isRead())
        .map(answer -> Math.toIntExact(answer.revision().orElseThrow()));
  }
}
