package dev.plimsoll.cluster.apiserver;

import dev.plimsoll.checker.Transaction;
import java.util.Optional;

/// Somebody who watches objects of one kind.
///
/// @param <T> the kind
public interface Subscriber<T extends ApiObject<T>> {

  /// Which API server it watches from.
  int server(Transaction tx);

  /// Takes a change, to be looked at later.
  ///
  /// @param before what the API server has told of the name before
  void send(Transaction tx, Optional<T> before, Change<T> change);
}
