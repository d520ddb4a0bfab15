package dev.plimsoll.properties.watch;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.etcd.mvcc.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Holds the changes that etcd tells of against the writes of its clients: what was acknowledged
/// is there, at the revision that was answered, and nothing is there that nobody has asked for.
///
/// Nobody else has written.
public final class WrittenChanges {

  /// Durability, as seen by a watch.
  public static final String ACKNOWLEDGED = "an acknowledged write is told of at its revision";

  /// A change comes from one call.
  public static final String ASKED_FOR = "each revision is of one write that a client asked for";

  /// The value that a key has got; empty where it was deleted.
  private record Change(String key, Optional<String> value) {

    static Change of(Event event) {
      return switch (event.type()) {
        case PUT -> new Change(event.kv().key(), Optional.of(event.kv().value().toString()));
        case DELETE -> new Change(event.kv().key(), Optional.empty());
      };
    }
  }

  private final Map<Integer, Set<Change>> byRevision = new LinkedHashMap<>();

  /// @param history all changes of all keys, in order of their revisions
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
    var left = new LinkedHashMap<>(byRevision);
    for (var call : calls) {
      var answer = call.response();
      if (answer.isPresent() && !answer.get().response().isRead()) {
        var revision = Math.toIntExact(answer.get().revision().orElseThrow());
        var expected = changes(call.operation(), answer.get().response());
        var told = left.remove(revision);
        if (!expected.equals(told)) {
          breaches.add(
              new Breach(
                  call.place(),
                  ACKNOWLEDGED,
                  "expected %s at revision %d, and there is %s".formatted(expected, revision, told)));
        }
      }
    }
    var unknown = new ArrayList<>(calls.stream().filter(Call::isPending).toList());
    left.forEach(
        (revision, told) -> {
          var writer =
              unknown.stream().filter(call -> mayMake(call.operation(), told)).findFirst();
          writer.ifPresentOrElse(
              unknown::remove,
              () ->
                  breaches.add(new Breach("revision " + revision, ASKED_FOR, told.toString())));
        });
    return breaches;
  }

  private static Set<Change> changes(Operation operation, Response response) {
    var changes = new HashSet<Change>();
    switch (operation) {
      case Single single -> change(single, response).ifPresent(changes::add);
      case Txn(_, var success, var failure) -> {
        if (response instanceof Outcome(var succeeded, var responses)) {
          var done = succeeded ? success : failure;
          for (var place = 0; place < done.size(); place++) {
            change(done.get(place), responses.get(place)).ifPresent(changes::add);
          }
        }
      }
    }
    return changes;
  }

  private static Optional<Change> change(Single single, Response response) {
    return switch (response) {
      case Deleted(var wasThere) when !wasThere -> Optional.empty();
      case Value _, Outcome _ -> Optional.empty();
      case Deleted _, Written() -> change(single);
    };
  }

  private static Optional<Change> change(Single single) {
    return switch (single) {
      case Get _ -> Optional.empty();
      case Put(var key, var value) -> Optional.of(new Change(key, Optional.of(value)));
      case Delete(var key) -> Optional.of(new Change(key, Optional.empty()));
    };
  }

  /// Whether an operation that was not answered may have made these changes, and no others.
  private static boolean mayMake(Operation operation, Set<Change> told) {
    return switch (operation) {
      case Single single -> mayMake(Stream.of(single), told);
      case Txn(_, var success, var failure) ->
          mayMake(success.stream(), told) || mayMake(failure.stream(), told);
    };
  }

  /// A key that was not there is not deleted.
  private static boolean mayMake(Stream<Single> done, Set<Change> told) {
    var most = new HashSet<Change>();
    done.forEach(single -> change(single).ifPresent(most::add));
    return most.containsAll(told)
        && most.stream().allMatch(change -> change.value.isEmpty() || told.contains(change));
  }
}
