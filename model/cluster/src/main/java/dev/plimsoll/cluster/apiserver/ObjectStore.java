package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Optional;

/// What an API server needs of that which keeps the objects of a kind: calls, each of which is one
/// step, and a watch from the beginning on.
///
/// {@link CellObjectStore} has them in cells, as clusters have; {@link EtcdObjectStore} has them in
/// etcd's key-value store.
///
/// Source: `staging/src/k8s.io/apiserver/pkg/storage/interfaces.go`, `Interface`, and
/// `pkg/registry/generic/registry/store.go`, v1.30.
///
/// @param <T> the kind
public interface ObjectStore<T extends ApiObject<T>> {

  /// An object as it was read.
  ///
  /// @param resourceVersion that tells whether it has changed since; {@link #BY_CONTENT} where what
  ///     it is tells it
  record Read<T extends ApiObject<T>>(T object, int resourceVersion) {

    /// No version but the content.
    public static final int BY_CONTENT = 0;
  }

  /// Reads the object of a name; empty where there is none.
  Optional<Read<T>> get(State state, int name);

  /// Creates an object, which gets a uid of its own.
  Outcome create(Transaction tx, int name, T object);

  /// Replaces an object that is still as it was read.
  Outcome update(Transaction tx, int name, Read<T> read, T object);

  /// Deletes an object: at once, or, if it has finalizers, once they are gone.
  Outcome delete(Transaction tx, int name);

  /// Deletes an object if it has the uid.
  Outcome delete(Transaction tx, int name, int uid);

  /// Takes the next change that the watch tells of; the rule cannot fire where there is none.
  Change<T> next(Transaction tx);
}
