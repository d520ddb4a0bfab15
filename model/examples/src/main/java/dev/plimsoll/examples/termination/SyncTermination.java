package dev.plimsoll.examples.termination;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// What detecting termination means, where a message wakes its receiver up at once: nodes fall
/// asleep of themselves and are woken up by others; when all sleep, that is detected some time.
///
/// Follows the specification "SyncTerminationDetection" by Merz in the TLA+ Examples (ewd840), of
/// which {@link Ewd840} is an implementation.
public class SyncTermination extends Model {
  final Cells<Boolean> active;
  final Cell<Boolean> detected = cell("detected", false);

  /// @param nodes at least 1
  SyncTermination(int nodes) {
    active = cells("active", nodes, false);

    initially(
        tx -> {
          active.forEach(node -> tx.set(node, tx.chooseWhether()));
          tx.set(detected, active.all(tx, false) && tx.chooseWhether());
        });
    rule(
        "fall asleep",
        active,
        (tx, node) -> {
          tx.require(node, true).set(node, false);
          if (active.all(tx, false) && !tx.get(detected)) {
            tx.set(detected, tx.chooseWhether());
          }
        });
    rule("wake up", active, (tx, sender) -> tx.require(sender, true).set(tx.choose(active), true));
    rule("detect", tx -> tx.require(active.all(tx, false)).set(detected, true));
    weaklyFair("detect");

    always("what is detected is so", s -> !s.get(detected) || active.all(s, false));
    sometimes("it is detected", s -> s.get(detected));
    sometimes("it is so and not yet detected", s -> !s.get(detected) && active.all(s, false));
    stable("once all sleep they sleep forever", s -> active.all(s, false));
    leadsTo("it is detected in the end", s -> active.all(s, false), s -> s.get(detected));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "sync-termination",
        "what detecting termination means, where messages arrive at once",
        "TLA+ Examples, ewd840, SyncTerminationDetection",
        List.of(Parameter.integer("nodes", 4, 1, 16, "nodes")),
        parameters -> new SyncTermination(parameters.integer("nodes")));
  }
}
