package dev.plimsoll.cluster.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.etcd.Call.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Clients make some calls, one after another; what they ask and are answered is recorded.
final class Histories extends EtcdModel {

  /// How reads are made.
  enum Reads {
    LINEARIZABLE,
    SERIALIZABLE
  }

  /// A client asked for something, or was answered.
  record Moment(int client, Object what) {}

  /// How far a client has come.
  ///
  /// @param asked how many calls it has asked for
  /// @param made how many of them have been made
  /// @param response what it is about to be answered
  /// @param answered how many of them have been answered
  record Client(int asked, int made, Optional<Response> response, int answered) {}

  /// What can be recorded, and how many states there are.
  record Found(Set<List<Moment>> histories, long states) {}

  private final List<List<Call>> programs;
  private final Reads reads;
  private final Cell<List<Moment>> history = cell("history", List.of());
  private final Cells<Client> clients;
  private final List<Etcd.Session> sessions;

  /// @param programs the calls of each client
  private Histories(Kind kind, int maxTerm, List<List<Call>> programs, Reads reads) {
    this.programs = programs;
    this.reads = reads;
    clients = cells("client", programs.size(), new Client(0, 0, Optional.empty(), 0));
    var calls = programs.stream().mapToInt(List::size).sum();
    var etcd = etcd(kind, new Bounds(calls, maxTerm, 3));
    sessions =
        IntStream.range(0, programs.size())
            .mapToObj(client -> etcd.connect(client, (tx, answer) -> answered(tx, client, answer)))
            .toList();
    rule("a client asks", clients, this::ask);
    rule("its call is made", clients, this::make);
    rule("it is answered", clients, this::answer);
  }

  static Found find(Kind kind, int maxTerm, List<List<Call>> programs, Reads reads) {
    var model = new Histories(kind, maxTerm, programs, reads);
    Set<List<Moment>> all = ConcurrentHashMap.newKeySet();
    model.always(
        "it is recorded",
        s -> {
          all.add(s.get(model.history));
          return true;
        });
    return new Found(all, Search.check(model, SearchOptions.defaults()).distinct());
  }

  private void ask(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    var program = programs.get(cell.index());
    tx.require(client.answered() == client.asked() && client.asked() < program.size());
    record(tx, cell, program.get(client.asked()));
    tx.set(cell, new Client(client.asked() + 1, client.made(), Optional.empty(), client.made()));
  }

  private void make(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    tx.require(client.made() < client.asked());
    tx.set(cell, new Client(client.asked(), client.asked(), Optional.empty(), client.answered()));
    var call = programs.get(cell.index()).get(client.made());
    var session = sessions.get(cell.index());
    if (reads == Reads.SERIALIZABLE && call instanceof Range(var keys, var revision)) {
      answered(tx, cell.index(), session.applied(tx).range(keys, revision));
    } else {
      session.call(tx, call);
    }
  }

  private void answered(Transaction tx, int number, Response response) {
    tx.update(
        clients.get(number),
        client ->
            new Client(client.asked(), client.made(), Optional.of(response), client.answered()));
  }

  private void answer(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    tx.require(client.response().isPresent());
    record(tx, cell, client.response().orElseThrow());
    tx.set(cell, new Client(client.asked(), client.made(), Optional.empty(), client.asked()));
  }

  private void record(Transaction tx, Cell<Client> cell, Object what) {
    var more = new ArrayList<>(tx.get(history));
    more.add(new Moment(cell.index(), what));
    tx.set(history, List.copyOf(more));
  }
}
