package dev.plimsoll.etcd;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Transaction;
import java.util.function.Consumer;

/// A model of steps that are made in the end, and of events that come so many times at most, if
/// at all.
abstract class EventfulModel extends Model {

  /// Declares what is done in the end.
  final void fair(String name, Consumer<Transaction> body) {
    rule(name, body);
    weaklyFair(name);
  }

  /// Declares what comes so many times at most; nothing if that is never.
  final void event(String name, int most, Consumer<Transaction> body) {
    if (most > 0) {
      var left = cell("left of: " + name, most);
      rule(
          name,
          tx -> {
            tx.require(tx.get(left) > 0).update(left, count -> count - 1);
            body.accept(tx);
          });
    }
  }
}
