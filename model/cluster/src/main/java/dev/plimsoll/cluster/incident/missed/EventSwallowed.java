package dev.plimsoll.cluster.incident.missed;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;

/// A handler of kube-proxy panics at an event, the panic is swallowed, and nothing brings the event
/// back: the rules stay as they were until something else changes.
///
/// Left out: what the events and rules are about.
final class EventSwallowed extends Model {

  private final Cell<Integer> slice = cell("slice", 0);
  private final Cell<Integer> delivered = cell("delivered", 0);
  private final Cell<Integer> rules = cell("rules", 0);
  private final Cell<Integer> panics = cell("panics", 1);
  private final Cell<Boolean> running = cell("running", true);

  /// @param fixed whether a panic ends the process, which then lists anew
  EventSwallowed(boolean fixed) {
    rule(
        "the endpoints change",
        tx -> tx.require(tx.get(slice) < 2).update(slice, version -> version + 1));
    rule(
        "an event is handled",
        tx -> {
          tx.require(tx.get(running) && !tx.get(delivered).equals(tx.get(slice)));
          tx.set(delivered, tx.get(slice)).set(rules, tx.get(slice));
        });
    rule(
        "a handler panics",
        tx -> {
          tx.require(tx.get(running) && !tx.get(delivered).equals(tx.get(slice)));
          tx.require(tx.get(panics) > 0).update(panics, left -> left - 1);
          tx.set(delivered, tx.get(slice)).set(running, !fixed);
        });
    if (fixed) {
      rule(
          "the proxy is started again and lists",
          tx -> {
            tx.require(!tx.get(running)).set(running, true);
            tx.set(delivered, tx.get(slice)).set(rules, tx.get(slice));
          });
      weaklyFair("the proxy is started again and lists");
    }
    weaklyFair("an event is handled");

    eventuallyAlways(
        "the rules are those of the endpoints", s -> s.get(rules).equals(s.get(slice)));
    sometimes(
        "a handler has panicked, and the rules are right",
        s -> s.get(panics) == 0 && s.get(rules) == 2);
  }
}
