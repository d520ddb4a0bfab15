package dev.plimsoll.examples.termination;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// What detecting termination means, where messages take time: when all nodes sleep and no message
/// is on its way, that is detected some time.
///
/// Follows the specification "AsyncTerminationDetection" by Merz and Kuppe in the TLA+ Examples
/// (ewd998). A message that would be one too many on its way to a node is not sent.
public class AsyncTermination extends Model {
  final Cells<Boolean> active;

  /// How many messages are on their way to each node.
  final Cells<Integer> pending;

  final Cell<Boolean> detected = cell("detected", false);

  /// @param nodes at least 1
  /// @param most messages on their way to a node, at least 1
  AsyncTermination(int nodes, int most) {
    active = cells("active", nodes, false);
    pending = cells("pending", nodes, 0);

    initially(
        tx -> {
          active.forEach(node -> tx.set(node, tx.chooseWhether()));
          tx.set(detected, isOver(tx) && tx.chooseWhether());
        });
    rule(
        "fall asleep",
        active,
        (tx, node) -> {
          tx.require(node, true).set(node, false);
          if (isOver(tx) && !tx.get(detected)) {
            tx.set(detected, tx.chooseWhether());
          }
        });
    rule(
        "send",
        active,
        (tx, sender) -> {
          var receiver = tx.require(sender, true).choose(pending);
          tx.require(tx.get(receiver) < most).update(receiver, n -> n + 1);
        });
    rule(
        "receive",
        pending,
        (tx, node) -> {
          tx.require(tx.get(node) > 0).update(node, n -> n - 1);
          tx.set(active.get(node.index()), true);
        });
    rule("detect", tx -> tx.require(isOver(tx)).set(detected, true));
    weaklyFair("detect");

    always("what is detected is so", s -> !s.get(detected) || isOver(s));
    sometimes("it is detected", s -> s.get(detected));
    sometimes("all sleep, but a message is on its way", s -> active.all(s, false) && !isOver(s));
    stable("once it is over it is over forever", this::isOver);
    leadsTo("it is detected in the end", this::isOver, s -> s.get(detected));
  }

  private boolean isOver(State s) {
    return active.all(s, false) && pending.all(s, 0);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "async-termination",
        "what detecting termination means, where messages take time",
        "TLA+ Examples, ewd998, AsyncTerminationDetection",
        List.of(
            Parameter.integer("nodes", 3, 1, 6, "nodes"),
            Parameter.integer("pending", 3, 1, 9, "most messages on their way to a node")),
        parameters ->
            new AsyncTermination(parameters.integer("nodes"), parameters.integer("pending")));
  }
}
