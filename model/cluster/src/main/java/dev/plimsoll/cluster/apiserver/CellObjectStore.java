package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Optional;

/// Objects in cells, of a {@link Resource}: what an object is stands for its `resourceVersion`.
///
/// @param <T> the kind
public final class CellObjectStore<T extends ApiObject<T>>
    implements ObjectStore<T>, Subscriber<T> {

  private final Resource<T> resource;
  private final Queue<Change<T>> changes;

  /// One that watches the resource from now on.
  ///
  /// @param changes on the way to the watch
  public CellObjectStore(Resource<T> resource, Queue<Change<T>> changes) {
    this.resource = resource;
    this.changes = changes;
    resource.add(this);
  }

  @Override
  public Optional<Read<T>> get(State state, int name) {
    return resource.get(state, name).map(object -> new Read<>(object, Read.BY_CONTENT));
  }

  @Override
  public Outcome create(Transaction tx, int name, T object) {
    return resource.create(tx, name, object);
  }

  @Override
  public Outcome update(Transaction tx, int name, Read<T> read, T object) {
    return resource.update(tx, name, read.object(), object);
  }

  @Override
  public Outcome delete(Transaction tx, int name) {
    return resource.delete(tx, name);
  }

  @Override
  public Outcome delete(Transaction tx, int name, int uid) {
    return resource.delete(tx, name, uid);
  }

  @Override
  public Change<T> next(Transaction tx) {
    return tx.receive(changes);
  }

  @Override
  public int server(Transaction tx) {
    return Resource.UP_TO_DATE;
  }

  @Override
  public void send(Transaction tx, Optional<T> before, Change<T> change) {
    tx.send(changes, change);
  }
}
