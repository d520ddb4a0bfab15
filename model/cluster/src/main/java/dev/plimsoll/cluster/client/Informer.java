package dev.plimsoll.cluster.client;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Change;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.apiserver.Source;
import dev.plimsoll.cluster.apiserver.Subscriber;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a component believes of the objects of one kind: a cache that a list fills and a watch
/// keeps.
///
/// Source: client-go `tools/cache/reflector.go`, `shared_informer.go`, v0.30.
///
/// @param <T> the kind
public final class Informer<T extends ApiObject<T>> implements Source<T>, Subscriber<T> {

  private final Component component;
  private final Resource<T> resource;
  private final Predicate<T> selector;
  private final List<Cell<Optional<T>>> cache;
  private final Queue<Change<T>> changes;
  private final Handler<T> handler;
  private Predicate<State> isReady = state -> true;

  /// @param selector of the objects that it asks for (`fieldSelector`, `labelSelector`)
  /// @param cache by name
  /// @param changes on the way from the API server
  public Informer(
      Component component,
      Resource<T> resource,
      Predicate<T> selector,
      List<Cell<Optional<T>>> cache,
      Queue<Change<T>> changes,
      Handler<T> handler) {
    this.component = component;
    this.resource = resource;
    this.selector = selector;
    this.cache = cache;
    this.changes = changes;
    this.handler = handler;
  }

  @Override
  public int names() {
    return cache.size();
  }

  @Override
  public Optional<T> get(State state, int name) {
    return state.get(cache.get(name));
  }

  @Override
  public int server(Transaction tx) {
    return component.server(tx);
  }

  @Override
  public void send(Transaction tx, Optional<T> before, Change<T> change) {
    var after = change.object().filter(selector);
    if (component.isStopped(tx)) {
      return;
    }
    if (after.isPresent() || before.filter(selector).isPresent()) {
      tx.send(changes, new Change<>(change.name(), after));
    }
  }

  /// Says that names can be exchanged.
  public void areGenerated(Symmetry names) {
    names.owning(cache).renaming(changes, Change::named);
  }

  /// Has changes taken in only while the component has done what it is to do about those before:
  /// else what it has done may be of any age, however few changes are on the way.
  public void takesInWhen(Predicate<State> done) {
    isReady = done;
  }

  /// Takes in the next change.
  public void receive(Transaction tx) {
    tx.require(isReady.test(tx));
    var change = tx.receive(changes);
    put(tx, change.name(), change.object(), Handler.By.WATCH);
  }

  /// Lists, and watches from there on: changes that were on the way are not seen by themselves.
  ///
  /// @param from what the list is answered with
  void list(Transaction tx, Source<T> from) {
    drop(tx);
    for (var name = 0; name < names(); name++) {
      put(tx, name, from.get(tx, name).filter(selector), Handler.By.LIST);
    }
  }

  /// Loses what is on the way.
  void drop(Transaction tx) {
    while (tx.size(changes) > 0) {
      tx.receive(changes);
    }
  }

  /// Forgets all, and lists as a process does that has just started.
  void start(Transaction tx) {
    cache.forEach(cell -> tx.set(cell, Optional.empty()));
    list(tx);
  }

  /// Lists from the API server that the component is connected to.
  void list(Transaction tx) {
    list(tx, resource.at(component.server(tx)));
  }

  private void put(Transaction tx, int name, Optional<T> after, Handler.By by) {
    var before = get(tx, name);
    if (!before.equals(after)) {
      tx.set(cache.get(name), after);
      handler.changed(tx, name, before, after, by);
    }
  }
}
