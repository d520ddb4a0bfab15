package dev.plimsoll.etcd;

import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Deleted;
import dev.plimsoll.etcd.linearizability.Answer.Outcome;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Get;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.linearizability.Operation.Single;
import dev.plimsoll.etcd.linearizability.Operation.Txn;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Bug;
import dev.plimsoll.etcd.server.Compare;
import dev.plimsoll.etcd.server.Request;
import dev.plimsoll.etcd.server.Response;
import dev.plimsoll.raft.Entry;
import dev.plimsoll.raft.Entry.Payload;
import java.util.List;

/// What a member makes of the entries of its log that are calls of clients: an entry has the number
/// of a call, from 1.
///
/// @param store after the last entry
/// @param last how the last was answered
record AppliedCalls(Store store, Response last) {

  private static final Applier APPLIER =
      new Applier(
          new Applier.Config(
              new Store.Config(1, dev.plimsoll.etcd.mvcc.Bug.NONE),
              new Lessor.Config(1, dev.plimsoll.etcd.lease.Bug.NONE),
              Bug.NONE));

  /// After some entries, from the first of the log.
  static AppliedCalls after(List<Entry> entries, ClientCalls calls) {
    var store = Store.EMPTY;
    Response last = new Response.Done(store.currentRevision());
    for (var entry : entries) {
      var number = number(entry);
      var request = number == 0 ? new Request.Empty() : request(calls.get(number).operation());
      var applied = APPLIER.apply(store, request, true);
      store = applied.store();
      last = applied.response();
    }
    return new AppliedCalls(store, last);
  }

  /// The number of the call of an entry; 0 for none.
  static int number(Entry entry) {
    return switch (entry.payload()) {
      case Payload.Normal(var data) -> data.isEmpty() ? 0 : Integer.parseInt(data);
      case Payload.Change _ -> 0;
    };
  }

  /// The answer to the last call.
  Answer answer() {
    return answer(last);
  }

  /// The answer to a read of a key that is made now.
  Answer get(String key) {
    return answer(APPLIER.apply(store, range(key), true).response());
  }

  // ---- requests and answers of the server

  private static Request request(Operation operation) {
    return switch (operation) {
      case Single single -> op(single);
      case Txn(var compares, var success, var failure) ->
          new Request.Txn(
              compares.stream().map(AppliedCalls::compare).toList(),
              success.stream().map(AppliedCalls::op).toList(),
              failure.stream().map(AppliedCalls::op).toList());
    };
  }

  private static Request.Op op(Single single) {
    return switch (single) {
      case Get(var key, _) -> range(key);
      case Put(var key, var value) -> new Request.Put(key, value, Lease.NONE);
      case Delete(var key) -> new Request.DeleteRange(KeyRange.of(key));
    };
  }

  private static Request.Range range(String key) {
    return new Request.Range(KeyRange.of(key), Store.NEWEST, Store.NO_LIMIT);
  }

  /// That there is none is compared by the revision that created it.
  private static Compare compare(Operation.Compare compare) {
    var key = KeyRange.of(compare.key());
    return compare
        .value()
        .<Compare>map(value -> new Compare.OfValue(key, true, value))
        .orElseGet(() -> new Compare.OfNumber(key, Compare.Target.CREATE, Compare.Result.EQUAL, 0));
  }

  private static Answer answer(Response response) {
    return switch (response) {
      case Response.Done(var revision) -> Answer.at(revision, new Written());
      case Response.Ranged ranged -> Answer.at(ranged.revision(), part(ranged));
      case Response.Deleted deleted -> Answer.at(deleted.revision(), part(deleted));
      case Response.Txn(var succeeded, var responses, var revision) ->
          Answer.at(
              revision,
              new Outcome(succeeded, responses.stream().map(AppliedCalls::part).toList()));
      case Response.Refused(var refusal) ->
          throw new IllegalStateException("nothing here is refused, but for " + refusal);
    };
  }

  private static Answer.Response part(Response response) {
    return switch (response) {
      case Response.Done _ -> new Written();
      case Response.Ranged(var kvs, _, _) ->
          new Value(kvs.stream().findFirst().map(kv -> kv.value().toString()));
      case Response.Deleted(var deleted, _) -> new Deleted(deleted > 0);
      case Response.Txn _, Response.Refused _ ->
          throw new IllegalStateException("no part of a transaction: " + response);
    };
  }
}
