package dev.plimsoll.properties.linearizability;

import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A key-value store as plain as can be: a map that changes.
final class PlainStore {

  private final Map<String, String> values = new HashMap<>();

  PlainStore copy() {
    var copy = new PlainStore();
    copy.values.putAll(values);
    return copy;
  }

  Response ask(Operation operation) {
    return switch (operation) {
      case Get(var key, _) -> new Value(Optional.ofNullable(values.get(key)));
      case Put(var key, var value) -> {
        values.put(key, value);
        yield new Written();
      }
      case Delete(var key) -> new Deleted(values.remove(key) != null);
      case Txn txn -> {
        var holds = true;
        for (var compare : txn.compares()) {
          holds &= Optional.ofNullable(values.get(compare.key())).equals(compare.value());
        }
        var responses = new ArrayList<Response>();
        for (var each : holds ? txn.success() : txn.failure()) {
          responses.add(ask(each));
        }
        yield new Outcome(holds, responses);
      }
    };
  }
}
