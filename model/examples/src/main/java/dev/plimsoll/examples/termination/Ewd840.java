package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.termination.Ewd840.Color.BLACK;
import static dev.plimsoll.examples.termination.Ewd840.Color.WHITE;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Nodes on a ring find out with a token that all of them have come to rest. The token goes round
/// against the numbers; whoever wakes up a node that the token has passed already turns black, and
/// makes the token black when it comes.
///
/// Follows the specification "EWD840" by Merz in the TLA+ Examples, after Dijkstra, Feijen and van
/// Gasteren, "Derivation of a Termination Detection Algorithm for Distributed Computations", EWD
/// 840, 1983. What it leaves out: that it implements {@link SyncTermination}, of which the claims
/// remain.
public class Ewd840 extends Model {
  enum Color {
    WHITE,
    BLACK
  }

  final Cells<Boolean> active;
  final Cells<Color> color;
  final Cell<Integer> position = cell("token position", 0);
  final Cell<Color> token = cell("token color", BLACK);

  /// @param nodes at least 1
  Ewd840(int nodes) {
    active = cells("active", nodes, false);
    color = cells("color", nodes, WHITE);

    initially(
        tx -> {
          active.forEach(node -> tx.set(node, tx.chooseWhether()));
          color.forEach(node -> tx.set(node, tx.choose(List.of(Color.values()))));
          tx.set(position, tx.choose(IntStream.range(0, nodes).boxed().toList()));
        });
    rule(
        "initiate probe",
        tx -> {
          var first = color.getFirst();
          tx.require(position, 0).require(tx.get(token) == BLACK || tx.get(first) == BLACK);
          tx.set(position, nodes - 1).set(token, WHITE).set(first, WHITE);
        });
    rule("pass token", this::passToken);
    rule("send", active, this::send);
    rule("fall asleep", active, (tx, node) -> tx.require(node, true).set(node, false));
    weaklyFair("initiate probe", "pass token");

    always("what is detected is so", s -> !isDetected(s) || active.all(s, false));
    always("Dijkstra's invariant", this::invariant);
    sometimes("it is detected", this::isDetected);
    sometimes(
        "all sleep, but the token is black", s -> active.all(s, false) && s.get(token) == BLACK);
    leadsTo("it is detected in the end", s -> active.all(s, false), this::isDetected);
    stable("it is detected once and for all", this::isDetected);
  }

  private void passToken(Transaction tx) {
    var at = tx.get(position);
    var mine = color.get(at);
    tx.require(at > 0);
    tx.require(!tx.get(active.get(at)) || tx.get(mine) == BLACK || tx.get(token) == BLACK);
    if (tx.get(mine) == BLACK) {
      tx.set(token, BLACK);
    }
    tx.set(position, at - 1).set(mine, WHITE);
  }

  private void send(Transaction tx, Cell<Boolean> sender) {
    var receiver = tx.require(sender, true).choose(active);
    tx.require(!receiver.equals(sender)).set(receiver, true);
    if (receiver.index() > sender.index()) {
      tx.set(color.get(sender.index()), BLACK);
    }
  }

  private boolean isDetected(State s) {
    return s.get(position) == 0
        && s.get(token) == WHITE
        && s.get(color.getFirst()) == WHITE
        && !s.get(active.getFirst());
  }

  /// The nodes that the token has passed sleep, or one that it has not passed is black, or it is.
  private boolean invariant(State s) {
    var at = s.get(position);
    return s.get(token) == BLACK
        || color.subList(0, at + 1).stream().anyMatch(node -> s.get(node) == BLACK)
        || active.subList(at + 1, active.size()).stream().noneMatch(s::get);
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "ewd840",
        "nodes on a ring find out with a token that all have come to rest",
        "Dijkstra, Feijen and van Gasteren, EWD 840, 1983; TLA+ Examples, EWD840",
        List.of(Parameter.integer("nodes", 3, 1, 7, "nodes")),
        parameters -> new Ewd840(parameters.integer("nodes")));
  }
}
