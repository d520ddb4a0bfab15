package dev.plimsoll.cluster.client;

import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.ApiObject;
import java.util.Optional;

/// Told when the cache of a component changes (client-go `ResourceEventHandler`).
///
/// @param <T> the kind of the objects
public interface Handler<T extends ApiObject<T>> {

  /// How the change was learned.
  enum By {
    /// A watch told of it.
    WATCH,
    /// A list shows it. A deletion comes as `DeletedFinalStateUnknown` then, with the object as it
    /// was last seen.
    LIST
  }

  /// An object has changed, as far as the component knows.
  void changed(Transaction tx, int name, Optional<T> before, Optional<T> after, By by);
}
