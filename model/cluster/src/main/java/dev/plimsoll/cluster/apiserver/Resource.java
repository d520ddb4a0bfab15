package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Symmetry;
import dev.plimsoll.checker.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The objects of one kind in etcd, and the calls by which the API server reads and changes them.
///
/// Names are numbers, as many as the model has room for. An update is refused unless the object is
/// as it was read: content stands for `resourceVersion`, so that one that was changed there and
/// back passes for unchanged.
///
/// Source: `staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go`, v1.30.
///
/// @param <T> the kind
public final class Resource<T extends ApiObject<T>> implements Source<T> {

  /// The API server that knows what etcd knows.
  public static final int UP_TO_DATE = 0;

  private final String kind;
  private final List<Optional<T>> initial;
  private final Storage<T> stored;
  private final List<WatchCache<T>> caches = new ArrayList<>();
  private final List<Subscriber<T>> subscribers = new ArrayList<>();
  private final Optional<Symmetry> generated;

  /// @param kind in the plural, as in a URL
  /// @param initial what is stored at first
  /// @param stored where they are
  public Resource(String kind, List<Optional<T>> initial, Storage<T> stored) {
    this(kind, initial, stored, Optional.empty());
  }

  /// @param kind in the plural, as in a URL
  /// @param initial what is stored at first
  /// @param stored where they are
  /// @param generated that names can be exchanged, as the API server generates them; empty where
  ///     they can not
  public Resource(
      String kind, List<Optional<T>> initial, Storage<T> stored, Optional<Symmetry> generated) {
    this.kind = kind;
    this.initial = List.copyOf(initial);
    this.stored = stored;
    this.generated = generated;
  }

  /// The kind, in the plural, as in a URL.
  public String kind() {
    return kind;
  }

  /// What is stored at first, by name.
  public List<Optional<T>> initial() {
    return initial;
  }

  /// That names can be exchanged, as the API server generates them (`generateName`); empty where
  /// they can not.
  public Optional<Symmetry> generated() {
    return generated;
  }

  @Override
  public int names() {
    return stored.names();
  }

  /// Adds an API server that lags; they are numbered from 1.
  public void add(WatchCache<T> cache) {
    caches.add(cache);
  }

  /// Adds somebody who watches.
  public void add(Subscriber<T> subscriber) {
    subscribers.add(subscriber);
  }

  /// Those who watch.
  public List<Subscriber<T>> subscribers() {
    return subscribers;
  }

  /// What an API server answers a list with that may come from its cache.
  public Source<T> at(int server) {
    return server == UP_TO_DATE ? this : caches.get(server - 1);
  }

  // ---- reads

  @Override
  public Optional<T> get(State state, int name) {
    return stored.get(state, name);
  }

  @Override
  public List<T> list(State state) {
    return stored.list(state);
  }

  /// Whether there is an object of the name.
  public boolean exists(State state, int name) {
    return get(state, name).isPresent();
  }

  // ---- writes

  /// Creates an object, which gets a uid of its own.
  public Outcome create(Transaction tx, int name, T object) {
    if (exists(tx, name)) {
      return Outcome.ALREADY_EXISTS;
    }
    stored.create(tx, name, object);
    tell(tx, name, Optional.empty());
    return Outcome.OK;
  }

  /// Replaces an object that is still as it was read.
  public Outcome update(Transaction tx, int name, T read, T object) {
    var held = get(tx, name);
    if (held.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    if (!held.get().equals(read)) {
      return Outcome.CONFLICT;
    }
    replace(tx, name, object);
    return Outcome.OK;
  }

  /// Changes an object, whatever it is by now.
  public Outcome patch(Transaction tx, int name, UnaryOperator<T> change) {
    var held = get(tx, name);
    if (held.isEmpty()) {
      return Outcome.NOT_FOUND;
    }
    replace(tx, name, change.apply(held.get()));
    return Outcome.OK;
  }

  /// Deletes an object: at once, or, if it has finalizers, once they are gone.
  public Outcome delete(Transaction tx, int name) {
    return patch(tx, name, object -> object.with(object.meta().asDeleting()));
  }

  /// Deletes an object if it has the uid: a precondition of the call.
  public Outcome delete(Transaction tx, int name, int uid) {
    return is(tx, name, object -> object.meta().uid() != uid) ? Outcome.CONFLICT : delete(tx, name);
  }

  private void replace(Transaction tx, int name, T object) {
    var goes = object.meta().deleting() && object.meta().finalizers().isEmpty();
    write(tx, name, goes ? Optional.empty() : Optional.of(object));
  }

  private void write(Transaction tx, int name, Optional<T> object) {
    var before = get(tx, name);
    if (!before.equals(object)) {
      stored.replace(tx, name, object);
      tell(tx, name, before);
    }
  }

  /// Tells API servers that lag, and those who watch, what has become of a name.
  private void tell(Transaction tx, int name, Optional<T> before) {
    if (caches.isEmpty() && subscribers.isEmpty()) {
      return;
    }
    var change = new Change<>(name, get(tx, name));
    caches.forEach(cache -> cache.send(tx, change));
    for (var subscriber : subscribers) {
      if (subscriber.server(tx) == UP_TO_DATE) {
        subscriber.send(tx, before, change);
      }
    }
  }
}
