package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Compare;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.kv.DeleteResponse;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Makes jetcd's calls of operations, and answers of its responses.
final class EtcdCalls {

  /// Asks a member.
  static CompletableFuture<Answer> ask(Client client, Operation operation) {
    var store = client.getKVClient();
    return switch (operation) {
      case Get(var key, var isSerializable) ->
          store
              .get(bytes(key), GetOption.builder().withSerializable(isSerializable).build())
              .thenApply(
                  response -> Answer.at(response.getHeader().getRevision(), value(response)));
      case Put(var key, var value) ->
          store
              .put(bytes(key), bytes(value))
              .thenApply(response -> Answer.at(response.getHeader().getRevision(), new Written()));
      case Delete(var key) ->
          store
              .delete(bytes(key))
              .thenApply(
                  response -> Answer.at(response.getHeader().getRevision(), deleted(response)));
      case Txn txn -> ask(store, txn);
    };
  }

  private static CompletableFuture<Answer> ask(KV store, Txn txn) {
    return store
        .txn()
        .If(txn.compares().stream().map(EtcdCalls::comparison).toArray(Cmp[]::new))
        .Then(txn.success().stream().map(EtcdCalls::part).toArray(Op[]::new))
        .Else(txn.failure().stream().map(EtcdCalls::part).toArray(Op[]::new))
        .commit()
        .thenApply(
            response -> Answer.at(response.getHeader().getRevision(), outcome(txn, response)));
  }

  /// A key that there is not has no value to compare: it was created at no revision.
  private static Cmp comparison(Compare compare) {
    return compare
        .value()
        .map(value -> new Cmp(bytes(compare.key()), Cmp.Op.EQUAL, CmpTarget.value(bytes(value))))
        .orElseGet(() -> new Cmp(bytes(compare.key()), Cmp.Op.EQUAL, CmpTarget.createRevision(0)));
  }

  private static Op part(Single single) {
    return switch (single) {
      case Get(var key, _) -> Op.get(bytes(key), GetOption.DEFAULT);
      case Put(var key, var value) -> Op.put(bytes(key), bytes(value), PutOption.DEFAULT);
      case Delete(var key) -> Op.delete(bytes(key), DeleteOption.DEFAULT);
    };
  }

  /// jetcd has the responses by their kind, in order.
  private static Response outcome(Txn txn, TxnResponse response) {
    var gets = response.getGetResponses().iterator();
    var deletes = response.getDeleteResponses().iterator();
    List<Response> responses = new ArrayList<>();
    for (var single : response.isSucceeded() ? txn.success() : txn.failure()) {
      responses.add(
          switch (single) {
            case Get _ -> value(gets.next());
            case Put _ -> new Written();
            case Delete _ -> deleted(deletes.next());
          });
    }
    return new Outcome(response.isSucceeded(), responses);
  }

  private static Value value(GetResponse response) {
    return new Value(response.getKvs().stream().findFirst().map(kv -> text(kv.getValue())));
  }

  private static Deleted deleted(DeleteResponse response) {
    return new Deleted(response.getDeleted() > 0);
  }

  static ByteSequence bytes(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  static String text(ByteSequence bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private EtcdCalls() {}
}
