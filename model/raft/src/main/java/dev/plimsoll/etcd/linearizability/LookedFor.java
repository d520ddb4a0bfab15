package dev.plimsoll.etcd.linearizability;

import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Puts one value in the place of all that no answer and no comparison of a history has.
final class LookedFor implements UnaryOperator<Operation> {

  private final Set<String> values = new HashSet<>();
  private final String other;

  LookedFor(List<Call<Operation, Answer>> history) {
    for (var call : history) {
      call.response().ifPresent(answer -> add(answer.response()));
      if (call.operation() instanceof Txn txn) {
        txn.compares().forEach(compare -> compare.value().ifPresent(values::add));
      }
    }
    var unlike = "another";
    while (values.contains(unlike)) {
      unlike += "'";
    }
    other = unlike;
  }

  private void add(Response response) {
    switch (response) {
      case Value(var value) -> value.ifPresent(values::add);
      case Written(), Deleted _ -> {}
      case Outcome(_, var responses) -> responses.forEach(this::add);
    }
  }

  @Override
  public Operation apply(Operation operation) {
    return switch (operation) {
      case Single single -> single(single);
      case Txn(var compares, var success, var failure) ->
          new Txn(
              compares,
              success.stream().map(this::single).toList(),
              failure.stream().map(this::single).toList());
    };
  }

  private Single single(Single operation) {
    return switch (operation) {
      case Put(var key, var value) when !values.contains(value) -> new Put(key, other);
      case Put _, Get _, Delete _ -> operation;
    };
  }
}
