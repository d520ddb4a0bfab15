package dev.plimsoll.etcd.linearizability;

import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// On the writing of which values an operation depends: to be answered as it was, or, where that is
/// unknown, to have the effect that it has.
final class Dependence implements Predicate<Operation> {

  /// It depends on what a key has, if that is so.
  private record Look(String key, Predicate<Optional<String>> at) {}

  private final List<Look> looks;

  Dependence(Operation operation, Optional<Response> response) {
    looks = response.map(so -> looks(operation, so)).orElseGet(() -> looks(operation));
  }

  /// Whether another operation may write such a value.
  @Override
  public boolean test(Operation other) {
    return switch (other) {
      case Single single -> onSingle(single);
      case Txn(_, var success, var failure) ->
          Stream.concat(success.stream(), failure.stream()).anyMatch(this::onSingle);
    };
  }

  private boolean onSingle(Single other) {
    return switch (other) {
      case Get _ -> false;
      case Put(var key, var value) -> isLookedFor(key, Optional.of(value));
      case Delete(var key) -> isLookedFor(key, Optional.empty());
    };
  }

  private boolean isLookedFor(String key, Optional<String> value) {
    return looks.stream().anyMatch(look -> look.key.equals(key) && look.at.test(value));
  }

  private static List<Look> looks(Operation operation, Response response) {
    return switch (response) {
      case Written() -> List.of();
      case Value(var value) -> operation.keys().map(key -> new Look(key, value::equals)).toList();
      case Deleted(var wasThere) ->
          operation
              .keys()
              .map(key -> new Look(key, value -> value.isPresent() == wasThere))
              .toList();
      case Outcome outcome -> operation instanceof Txn txn ? looks(txn, outcome) : List.of();
    };
  }

  /// A comparison that failed says little; a get of its key that follows says all.
  private static List<Look> looks(Txn txn, Outcome outcome) {
    var looks = new ArrayList<Look>();
    var done = outcome.succeeded() ? txn.success() : txn.failure();
    var got = done.stream().filter(Get.class::isInstance).map(Single::key).toList();
    for (var compare : txn.compares()) {
      if (outcome.succeeded()) {
        looks.add(look(compare));
      } else if (!got.contains(compare.key()) || !done.stream().allMatch(Get.class::isInstance)) {
        looks.add(new Look(compare.key(), _ -> true));
      }
    }
    for (var index = 0; index < Math.min(done.size(), outcome.responses().size()); index++) {
      looks.addAll(looks(done.get(index), outcome.responses().get(index)));
    }
    return looks;
  }

  /// What it writes depends on its comparisons: where it writes only if they hold, on what makes
  /// them hold.
  private static List<Look> looks(Operation operation) {
    return switch (operation) {
      case Single _ -> List.of();
      case Txn(var compares, _, var failure) ->
          failure.stream().allMatch(Get.class::isInstance)
              ? compares.stream().map(Dependence::look).toList()
              : compares.stream().map(compare -> new Look(compare.key(), _ -> true)).toList();
    };
  }

  private static Look look(Compare compare) {
    return new Look(compare.key(), compare.value()::equals);
  }
}
