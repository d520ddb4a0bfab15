package dev.plimsoll.examples.termination;

import static dev.plimsoll.examples.termination.Ewd998.Color.BLACK;
import static dev.plimsoll.examples.termination.Ewd998.Color.WHITE;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;

/// Safra's termination detection: a token goes round and adds up who has sent and received how
/// many messages, to find out whether everyone is idle and nothing is on the way. After Dijkstra,
/// "Shmuel Safra's version of termination detection", EWD 998, 1987; `EWD998PCal` in the TLA+
/// Examples, in `ewd998`.
///
/// Messages are not told apart, so the network is a number for each node. A step that would take a
/// counter past its bound is disabled.
public class Ewd998 extends Model {
  enum Color {
    WHITE,
    BLACK
  }

  /// @param at the node that has it
  /// @param sum of the counters of the nodes it has come past
  record Token(int at, int sum, Color color) {}

  /// By node: whether it is active.
  final Cells<Boolean> node;

  final Cell<Token> token;

  /// By node: how many messages it has sent, less those it has received.
  private final Cells<Integer> counter;

  private final Cells<Color> color;

  /// By node: how many messages are on the way to it.
  final Cells<Integer> pending;

  /// @param nodes at least 2
  /// @param maxCounter how far a node's counter goes
  Ewd998(int nodes, int maxCounter) {
    node = cells("node", nodes, false);
    color = cells("color", nodes, BLACK);
    counter = cells("counter", nodes, 0);
    pending = cells("pending", nodes, 0);
    token = cell("token", new Token(0, 0, BLACK));
    initially(tx -> node.forEach(n -> tx.set(n, tx.chooseWhether())));

    rule(
        "send",
        node.pairs(),
        (tx, pair) -> {
          tx.require(pair.first(), true).update(counter.at(pair.first()), c -> c + 1);
          tx.require(tx.get(counter.at(pair.first())) <= maxCounter);
          tx.update(pending.at(pair.second()), p -> p + 1);
        });
    rule(
        "receive",
        node,
        (tx, n) -> {
          tx.require(tx.get(pending.at(n)) > 0).update(pending.at(n), p -> p - 1);
          tx.update(counter.at(n), c -> c - 1).set(color.at(n), BLACK).set(n, true);
        });
    rule("rest", node, (tx, n) -> tx.set(n, false));
    rule("pass the token on", node.subList(1, nodes), this::passOn);
    rule("send the token round", node.subList(0, 1), this::sendRound);

    weaklyFairEach("send", "receive", "rest", "pass the token on", "send the token round");

    always("counters add up to the messages on the way", s -> sum(s, counter) == sum(s, pending));
    always("the token tells the truth, or not enough", this::invariant);
    always("what is detected is so", s -> !isDetected(s) || isTerminated(s));
    leadsTo("termination is detected", this::isTerminated, this::isDetected);
    sometimes(
        "it is detected after messages were sent",
        s -> isDetected(s) && counter.any(s, c -> c != 0));
  }

  private void passOn(Transaction tx, Cell<Boolean> n) {
    var before = tx.get(token);
    tx.require(before.at() == n.index()).require(n, false);
    var darker = tx.get(color.at(n)) == BLACK ? BLACK : before.color();
    tx.set(token, new Token(n.index() - 1, before.sum() + tx.get(counter.at(n)), darker));
    tx.set(color.at(n), WHITE);
  }

  private void sendRound(Transaction tx, Cell<Boolean> first) {
    var before = tx.get(token);
    tx.require(before.at() == first.index());
    tx.require(
        before.color() == BLACK
            || tx.get(color.at(first)) == BLACK
            || before.sum() + tx.get(counter.at(first)) != 0);
    tx.set(token, new Token(node.size() - 1, 0, WHITE)).set(color.at(first), WHITE);
  }

  // ---- what is claimed

  private boolean isTerminated(State s) {
    return node.all(s, false) && pending.all(s, 0);
  }

  /// What the first node can tell when the token comes back to it.
  private boolean isDetected(State s) {
    var here = s.get(token);
    return here.at() == 0
        && here.color() == WHITE
        && s.get(color.getFirst()) == WHITE
        && !s.get(node.getFirst())
        && here.sum() + s.get(counter.getFirst()) == 0;
  }

  /// Dijkstra's P0 to P4, all but P0, which is claimed by itself.
  private boolean invariant(State s) {
    var here = s.get(token);
    var to = here.at() + 1;
    var isRight =
        node.subList(to, node.size()).stream().noneMatch(s::get)
            && here.sum() == sum(s, counter.subList(to, node.size()));
    return isRight
        || sum(s, counter.subList(0, to)) + here.sum() > 0
        || color.subList(0, to).stream().anyMatch(c -> s.get(c) == BLACK)
        || here.color() == BLACK;
  }

  private static int sum(State s, List<Cell<Integer>> cells) {
    return cells.stream().mapToInt(s::get).sum();
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "ewd998",
        "a token goes round to find out whether all work is done",
        "Dijkstra, Shmuel Safra's version of termination detection, EWD 998",
        List.of(
            Parameter.integer("nodes", 3, 2, 6, "nodes"),
            Parameter.integer("max-counter", 1, 1, 9, "how far a node's counter goes")),
        parameters -> new Ewd998(parameters.integer("nodes"), parameters.integer("max-counter")));
  }
}
