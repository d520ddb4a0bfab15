package dev.plimsoll.properties.watch;

import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.etcd.mvcc.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The value that a key has got; empty where it was deleted.
record Change(String key, Optional<String> value) {

  /// A write, and what it is answered.
  record Write(Operation operation, Response response) {}

  /// What a watch tells of.
  static Change of(Event event) {
    return switch (event.type()) {
      case PUT -> new Change(event.kv().key(), Optional.of(event.kv().value().toString()));
      case DELETE -> new Change(event.kv().key(), Optional.empty());
    };
  }

  /// What an operation that was answered so has changed.
  static Set<Change> of(Operation operation, Response response) {
    var changes = new HashSet<Change>();
    switch (operation) {
      case Single single -> of(single, response).ifPresent(changes::add);
      case Txn txn -> {
        if (response instanceof Outcome(var succeeded, var responses)) {
          var done = succeeded ? txn.success() : txn.failure();
          for (var place = 0; place < done.size(); place++) {
            of(done.get(place), responses.get(place)).ifPresent(changes::add);
          }
        }
      }
    }
    return changes;
  }

  private static Optional<Change> of(Single single, Response response) {
    return switch (response) {
      case Deleted(var wasThere) -> wasThere ? of(single) : Optional.empty();
      case Written() -> of(single);
      case Value _, Outcome _ -> Optional.empty();
    };
  }

  private static Optional<Change> of(Single single) {
    return switch (single) {
      case Get _ -> Optional.empty();
      case Put(var key, var value) -> Optional.of(new Change(key, Optional.of(value)));
      case Delete(var key) -> Optional.of(new Change(key, Optional.empty()));
    };
  }

  /// Whether an operation may have changed this, and nothing else.
  static boolean mayMake(Operation operation, Set<Change> told) {
    return switch (operation) {
      case Single single -> mayMake(List.of(single), told);
      case Txn(_, var success, var failure) -> mayMake(success, told) || mayMake(failure, told);
    };
  }

  /// A key that was not there is not deleted.
  private static boolean mayMake(List<Single> done, Set<Change> told) {
    var most = new HashSet<Change>();
    done.forEach(single -> of(single).ifPresent(most::add));
    return most.containsAll(told)
        && most.stream().allMatch(change -> change.value.isEmpty() || told.contains(change));
  }

  /// The operation that has changed this, and what it was answered. Where that is not known, as it
  /// reads something, too, or may have succeeded or not: a write of the same.
  static Write write(Operation operation, Set<Change> told) {
    return switch (operation) {
      case Single single -> new Write(single, response(single, told));
      case Txn txn -> {
        var succeeded = mayMake(txn.success(), told);
        var done = succeeded ? txn.success() : txn.failure();
        yield (succeeded && mayMake(txn.failure(), told))
                || done.stream().anyMatch(Get.class::isInstance)
            ? write(told)
            : new Write(txn, outcome(succeeded, done, told));
      }
    };
  }

  private static Write write(Set<Change> told) {
    List<Single> done = new ArrayList<>();
    for (var change : told) {
      done.add(
          change
              .value
              .<Single>map(value -> new Put(change.key, value))
              .orElseGet(() -> new Delete(change.key)));
    }
    return new Write(new Txn(List.of(), done, List.of()), outcome(true, done, told));
  }

  private static Outcome outcome(boolean succeeded, List<Single> done, Set<Change> told) {
    return new Outcome(succeeded, done.stream().map(single -> response(single, told)).toList());
  }

  private static Response response(Single single, Set<Change> told) {
    return single instanceof Delete(var key)
        ? new Deleted(told.contains(new Change(key, Optional.empty())))
        : new Written();
  }
}
