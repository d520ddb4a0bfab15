package dev.plimsoll.properties.linearizability;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.etcd.lease.Lease;
import dev.plimsoll.etcd.lease.Lessor;
import dev.plimsoll.etcd.linearizability.Answer;
import dev.plimsoll.etcd.linearizability.Answer.Response;
import dev.plimsoll.etcd.linearizability.Answer.Value;
import dev.plimsoll.etcd.linearizability.Answer.Written;
import dev.plimsoll.etcd.linearizability.Call;
import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Reads;
import dev.plimsoll.etcd.linearizability.Verdict;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.RangeResult;
import dev.plimsoll.etcd.mvcc.Store;
import dev.plimsoll.etcd.server.Applier;
import dev.plimsoll.etcd.server.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clients of members of etcd that apply one log, each when it comes to it: what clients ask and
/// are answered is recorded, and claimed to be linearizable.
final class RecordedClients extends Model {

  static final String CLAIM = "what clients see is linearizable";

  /// Up to which entry of the log a member has to have applied before it answers a read.
  enum Reading {
    /// The last that was committed when the read was asked for: `ReadIndex`.
    INDEX,
    /// None: a serializable read.
    NONE,
    /// The last of which the member that is the furthest behind knows: so may a leader that has not
    /// committed an entry of its term (etcd-io/etcd#7331).
    INDEX_OF_A_NEW_LEADER
  }

  /// @param moments how many there were: each call and each return is one
  record Recorded(List<Call<Operation, Answer>> calls, int moments) {
    Recorded {
      calls = List.copyOf(calls);
    }
  }

  /// What a client waits for.
  ///
  /// @param call its place in what is recorded; -1 for none
  /// @param index that the member has to have applied
  private record Waiting(int call, int index) {
    static final Waiting NONE = new Waiting(-1, 0);
  }

  private static final String KEY = "a";
  private static final int MEMBERS = 2;

  private final int calls;
  private final Reading reading;
  private final Applier applier =
      new Applier(
          new Applier.Config(
              new Store.Config(1, dev.plimsoll.etcd.mvcc.Bug.NONE),
              new Lessor.Config(1, dev.plimsoll.etcd.lease.Bug.NONE),
              dev.plimsoll.etcd.server.Bug.NONE));
  private final Cell<List<Request>> log = cell("log", List.of());
  private final Cells<Store> members = cells("member", MEMBERS, Store.EMPTY);
  private final Cells<Waiting> clients;
  private final Cell<Recorded> recorded = cell("recorded", new Recorded(List.of(), 0));

  /// @param clients how many; one after the other is connected to one member after the other
  /// @param calls how many they make in all
  RecordedClients(int clients, int calls, Reading reading) {
    this.calls = calls;
    this.reading = reading;
    this.clients = cells("client", clients, Waiting.NONE);
    rule("a client puts", this.clients, this::put);
    rule("a client reads", this.clients, this::read);
    rule("a member applies", members, this::apply);
    rule("a client is answered", this.clients, this::answer);
    rule("a client gives up", this.clients, this::giveUp);
    always(CLAIM, s -> isLinearizable(s.get(recorded).calls));
    sometimes(
        "a write that was given up is read",
        s ->
            s.get(recorded).calls.stream()
                .anyMatch(put -> isReadThoughUnknown(s.get(recorded), put)));
  }

  private void put(Transaction tx, Cell<Waiting> client) {
    var value = "v" + tx.get(recorded).calls.size();
    var entries = new ArrayList<>(tx.get(log));
    entries.add(new Request.Put(KEY, value, Lease.NONE));
    call(tx, client, new Operation.Put(KEY, value), entries.size());
    tx.set(log, List.copyOf(entries));
  }

  private void read(Transaction tx, Cell<Waiting> client) {
    var index =
        switch (reading) {
          case INDEX -> tx.get(log).size();
          case NONE -> 0;
          case INDEX_OF_A_NEW_LEADER ->
              members.stream().mapToInt(member -> applied(tx.get(member))).min().orElseThrow();
        };
    call(tx, client, new Operation.Get(KEY, reading == Reading.NONE), index);
  }

  private void call(Transaction tx, Cell<Waiting> client, Operation operation, int index) {
    var so = tx.get(recorded);
    tx.require(tx.get(client).equals(Waiting.NONE) && so.calls.size() < calls);
    var more = new ArrayList<>(so.calls);
    more.add(
        new Call<>(
            "client " + client.index(),
            operation,
            Optional.empty(),
            so.moments,
            so.moments,
            "call " + so.calls.size()));
    tx.set(recorded, new Recorded(more, so.moments + 1));
    tx.set(client, new Waiting(so.calls.size(), index));
  }

  private void apply(Transaction tx, Cell<Store> member) {
    var store = tx.get(member);
    tx.require(applied(store) < tx.get(log).size());
    var entry = tx.get(log).get(applied(store));
    tx.set(member, applier.apply(store, entry, true).store());
  }

  private void answer(Transaction tx, Cell<Waiting> client) {
    var waiting = tx.get(client);
    var store = tx.get(members.get(client.index() % MEMBERS));
    tx.require(!waiting.equals(Waiting.NONE) && applied(store) >= waiting.index);
    var so = tx.get(recorded);
    var call = so.calls.get(waiting.call);
    var more = new ArrayList<>(so.calls);
    more.set(
        waiting.call,
        new Call<>(
            call.client(),
            call.operation(),
            Optional.of(Answer.of(response(store, call.operation()))),
            call.called(),
            so.moments,
            call.place()));
    tx.set(recorded, new Recorded(more, so.moments + 1));
    tx.set(client, Waiting.NONE);
  }

  private static Response response(Store store, Operation operation) {
    if (operation instanceof Operation.Put) {
      return new Written();
    }
    var found = (RangeResult.Found) store.range(KeyRange.of(KEY), Store.NEWEST, Store.NO_LIMIT);
    return new Value(found.kvs().stream().findFirst().map(kv -> kv.value().toString()));
  }

  private void giveUp(Transaction tx, Cell<Waiting> client) {
    tx.require(!tx.get(client).equals(Waiting.NONE));
    tx.set(client, Waiting.NONE);
  }

  private static int applied(Store store) {
    return store.database().consistentIndex();
  }

  static boolean isLinearizable(List<Call<Operation, Answer>> calls) {
    return new History(calls)
        .check(Reads.LINEARIZABLE, () -> false).stream()
            .allMatch(part -> part.verdict() instanceof Verdict.Linearizable);
  }

  private static boolean isReadThoughUnknown(Recorded recorded, Call<Operation, Answer> put) {
    return put.isPending()
        && put.operation() instanceof Operation.Put(_, var value)
        && recorded.calls.stream()
            .flatMap(call -> call.response().stream())
            .anyMatch(answer -> answer.response().equals(Value.of(value)));
  }
}
