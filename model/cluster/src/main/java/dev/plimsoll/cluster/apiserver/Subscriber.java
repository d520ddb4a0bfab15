package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Transaction;

/// Somebody who watches objects of one kind.
///
/// @param <T> the kind
public interface Subscriber<T extends ApiObject<T>> {

  /// Which API server it watches from.
  int server(Transaction tx);

  /// Takes a change, to be looked at later.
  void send(Transaction tx, Change<T> change);
}
