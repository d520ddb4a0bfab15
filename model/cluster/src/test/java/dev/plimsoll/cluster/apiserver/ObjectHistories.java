package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ObjectStore.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Clients make calls about one object, while somebody watches it; what they are answered, and what
/// the watch tells, is recorded.
final class ObjectHistories extends ClusterModel {

  /// Where the objects are.
  enum Kind {
    CELLS,
    ETCD
  }

  /// What a client asks for.
  enum Call {
    GET,
    CREATE,
    CREATE_WITH_FINALIZER,
    /// Updates what it has read to something new.
    UPDATE,
    /// Updates what it has read to what it was when it was created.
    UPDATE_BACK,
    /// Takes the finalizer off what it has read.
    FINALIZE,
    DELETE,
    /// Deletes what has the uid that it has read.
    DELETE_READ
  }

  /// An object.
  record Thing(Meta meta, int content) implements ApiObject<Thing> {

    static final Thing NEW = new Thing(Meta.NEW, 0);

    @Override
    public Thing with(Meta newMeta) {
      return new Thing(newMeta, content);
    }

    Thing with(int newContent) {
      return new Thing(meta, newContent);
    }
  }

  /// A client was answered.
  record Moment(int client, Call call, Object answer) {}

  /// What was recorded.
  record History(List<Moment> answers, List<Change<Thing>> told) {}

  /// What can be recorded, and how many states there are.
  record Found(Set<History> histories, long states) {}

  /// How far a client has come.
  record Client(int calls, Optional<Read<Thing>> read) {}

  private static final int NAME = 0;
  private static final int ROOM = 9;
  private static final String FINALIZER = "example.com/hold";

  private final List<List<Call>> programs;
  private final ObjectStore<Thing> store;
  private final Cells<Client> clients;
  private final Cell<History> history = cell("history", new History(List.of(), List.of()));

  @SuppressWarnings("unchecked") // a class of a generic type
  private ObjectHistories(Kind kind, List<List<Call>> programs) {
    super(1, ROOM);
    this.programs = programs;
    store =
        switch (kind) {
          case CELLS ->
              new CellObjectStore<>(
                  resource("things", 1),
                  (Queue<Change<Thing>>) (Queue<?>) queue("changes", Change.class, ROOM));
          case ETCD ->
              new EtcdObjectStore<>(
                  "things",
                  Thing.class,
                  cell("etcd", EtcdObjectStore.WATCHED),
                  cell("last uid", 0));
        };
    clients = cells("client", programs.size(), new Client(0, Optional.empty()));
    rule("a client calls", clients, this::call);
    rule("the watch tells", this::tell);
  }

  static Found find(Kind kind, List<List<Call>> programs) {
    var model = new ObjectHistories(kind, programs);
    Set<History> all = ConcurrentHashMap.newKeySet();
    model.always(
        "it is recorded",
        s -> {
          all.add(s.get(model.history));
          return true;
        });
    return new Found(all, Search.check(model, SearchOptions.defaults()).distinct());
  }

  private void call(Transaction tx, Cell<Client> cell) {
    var client = tx.get(cell);
    var program = programs.get(cell.index());
    tx.require(client.calls() < program.size());
    var call = program.get(client.calls());
    var isNew = 1 + cell.index() + programs.size() * client.calls();
    var read = call == Call.GET ? store.get(tx, NAME) : client.read();
    var answer = answer(tx, call, read, isNew);
    tx.set(cell, new Client(client.calls() + 1, read));
    var moments = new ArrayList<>(tx.get(history).answers());
    moments.add(new Moment(cell.index(), call, answer));
    tx.set(history, new History(List.copyOf(moments), tx.get(history).told()));
  }

  private Object answer(Transaction tx, Call call, Optional<Read<Thing>> read, int isNew) {
    var held = new Meta(0, false, List.of(FINALIZER), Optional.empty());
    return switch (call) {
      case GET -> read.map(Read::object);
      case CREATE -> store.create(tx, NAME, Thing.NEW.with(isNew));
      case CREATE_WITH_FINALIZER -> store.create(tx, NAME, Thing.NEW.with(held));
      case UPDATE -> update(tx, read, isNew);
      case UPDATE_BACK -> update(tx, read, 0);
      case FINALIZE ->
          read.<Object>map(
                  it ->
                      store.update(
                          tx, NAME, it, it.object().with(it.object().meta().without(FINALIZER))))
              .orElse("nothing");
      case DELETE -> store.delete(tx, NAME);
      case DELETE_READ ->
          read.<Object>map(it -> store.delete(tx, NAME, it.object().meta().uid()))
              .orElse("nothing");
    };
  }

  private Object update(Transaction tx, Optional<Read<Thing>> read, int content) {
    return read.<Object>map(it -> store.update(tx, NAME, it, it.object().with(content)))
        .orElse("nothing");
  }

  private void tell(Transaction tx) {
    var told = new ArrayList<>(tx.get(history).told());
    told.add(store.next(tx));
    tx.set(history, new History(tx.get(history).answers(), List.copyOf(told)));
  }
}
