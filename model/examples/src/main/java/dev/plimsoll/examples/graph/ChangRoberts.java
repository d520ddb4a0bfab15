package dev.plimsoll.examples.graph;

import static dev.plimsoll.examples.graph.ChangRoberts.Standing.CANDIDATE;
import static dev.plimsoll.examples.graph.ChangRoberts.Standing.LOST;
import static dev.plimsoll.examples.graph.ChangRoberts.Standing.WON;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.List;
import java.util.stream.IntStream;

/// Nodes on a ring elect the one with the least number among those that want to be elected: each of
/// these sends its number round, and a node that wants to be elected itself passes on lesser ones
/// only.
///
/// Follows the specification "ChangRoberts" by Merz in the TLA+ Examples, after Chang and Roberts,
/// "An Improved Algorithm for Decentralized Extrema-Finding in Circular Configurations of
/// Processes", CACM 22(5), 1979. Numbers grow along the ring, as in the model that is published.
public class ChangRoberts extends Model {
  enum Standing {
    LOST,
    CANDIDATE,
    WON
  }

  final Cells<Standing> standing;

  /// Which nodes were candidates at first.
  final Cells<Boolean> initiator;

  final Cells<Boolean> started;

  /// The numbers on their way to each node.
  final List<Bag<Integer>> inbox;

  /// @param nodes at least 2
  ChangRoberts(int nodes) {
    standing = cells("standing", nodes, LOST);
    initiator = cells("initiator", nodes, false);
    started = cells("started", nodes, false);
    inbox = IntStream.range(0, nodes).mapToObj(n -> set("inbox of " + n, Integer.class)).toList();

    initially(
        tx ->
            standing.forEach(
                node -> {
                  var isCandidate = tx.chooseWhether();
                  tx.set(node, isCandidate ? CANDIDATE : LOST);
                  tx.set(initiator.get(node.index()), isCandidate);
                }));
    rule(
        "start",
        standing,
        (tx, node) -> {
          tx.require(started.get(node.index()), false).set(started.get(node.index()), true);
          if (tx.get(initiator.get(node.index()))) {
            tx.send(next(node), node.index());
          }
        });
    rule("receive", standing, this::receive);
    weaklyFairEach("start", "receive");

    always("who has won is the first of the candidates", standing, this::isFirst);
    always(
        "who has won is alone",
        standing.pairs(),
        (s, pair) -> s.get(pair.first()) != WON || s.get(pair.second()) == LOST);
    sometimes("the last node wins", s -> s.get(standing.getLast()) == WON);
    ltl(
        "where there are candidates one wins",
        Formula.holds("candidates", s -> standing.any(s, CANDIDATE))
            .implies(Formula.eventually(Formula.holds("one wins", s -> standing.any(s, WON)))));
  }

  private void receive(Transaction tx, Cell<Standing> node) {
    var mine = inbox.get(node.index());
    tx.require(started.get(node.index()), true);
    var number = tx.choose(tx.contents(mine));
    tx.remove(mine, number);
    if (tx.get(node) == LOST || number < node.index()) {
      tx.set(node, LOST).send(next(node), number);
    } else if (number == node.index()) {
      tx.set(node, WON);
    }
  }

  private Bag<Integer> next(Cell<Standing> node) {
    return inbox.get((node.index() + 1) % inbox.size());
  }

  private boolean isFirst(State s, Cell<Standing> node) {
    return s.get(node) != WON
        || (s.get(initiator.get(node.index()))
            && initiator.subList(0, node.index()).stream().noneMatch(s::get));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "chang-roberts",
        "nodes on a ring elect the first of those that want to be elected",
        "Chang and Roberts, An Improved Algorithm for Decentralized Extrema-Finding, 1979;"
            + " TLA+ Examples, chang_roberts",
        List.of(Parameter.integer("nodes", 3, 2, 6, "nodes on the ring")),
        parameters -> new ChangRoberts(parameters.integer("nodes")));
  }
}
