package dev.plimsoll.examples.graph;

import dev.plimsoll.checker.Bag;
import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// An echo makes a tree of a graph: one node calls its neighbours, each node that is called for the
/// first time has found its parent and calls its other neighbours, and answers its parent when it
/// has heard from all.
///
/// Follows the specification "Echo" by Merz in the TLA+ Examples, after Chang, "Echo Algorithms:
/// Depth Parallel Operations on General Graphs", IEEE TSE 8(4), 1982. Here, as in the model that is
/// published, every node is a neighbour of every other.
public class Echo extends Model {

  /// What a node does next.
  enum Step {
    START,
    LISTEN,
    ANSWER,
    DONE
  }

  sealed interface Message {
    int sender();
  }

  record Call(int sender) implements Message {}

  record Answer(int sender) implements Message {}

  /// Who has no parent.
  static final int NOBODY = -1;

  private static final int INITIATOR = 0;

  final Cells<Step> step;
  final Cells<Integer> parent;
  final Cells<Set<Integer>> children;

  /// From how many neighbours each node has heard.
  final Cells<Integer> heard;

  final List<Bag<Message>> inbox;

  /// @param nodes at least 3
  Echo(int nodes) {
    step = cells("step", nodes, Step.START);
    parent = cells("parent", nodes, NOBODY);
    children = cells("children", nodes, Set.of());
    heard = cells("heard", nodes, 0);
    inbox = IntStream.range(0, nodes).mapToObj(n -> set("inbox of " + n, Message.class)).toList();

    rule(
        "start",
        step,
        (tx, node) -> {
          tx.require(node, Step.START).set(node, Step.LISTEN);
          if (node.index() == INITIATOR) {
            callAllBut(tx, INITIATOR, INITIATOR);
          }
        });
    rule("receive", step, this::receive);
    rule(
        "stop listening",
        step,
        (tx, node) ->
            tx.require(node, Step.LISTEN)
                .require(heard.get(node.index()), nodes - 1)
                .set(node, Step.ANSWER));
    rule(
        "answer",
        step,
        (tx, node) -> {
          tx.require(node, Step.ANSWER).set(node, Step.DONE);
          if (node.index() != INITIATOR) {
            tx.send(inbox.get(tx.get(parent.get(node.index()))), new Answer(node.index()));
          }
        });

    always("a node is called before it is answered", step, this::isCalledFirst);
    always(
        "a node is the parent of its children",
        children,
        (s, node) -> s.get(node).stream().allMatch(c -> s.get(parent.get(c)) == node.index()));
    always(
        "who is done knows all its children",
        parent,
        (s, node) ->
            s.get(node) == NOBODY
                || s.get(step.get(s.get(node))) != Step.DONE
                || s.get(children.get(s.get(node))).contains(node.index()));
    always(
        "in the end all descend from the initiator",
        parent,
        (s, node) -> !step.all(s, Step.DONE) || descends(s, node.index(), nodes));
    sometimes("a node has a grandparent", s -> parent.any(s, p -> p != NOBODY && p != INITIATOR));
    deadlockFree("it ends when all are done", s -> step.all(s, Step.DONE));
  }

  private void receive(Transaction tx, Cell<Step> node) {
    var me = node.index();
    var mine = inbox.get(me);
    tx.require(node, Step.LISTEN).require(tx.get(heard.get(me)) < step.size() - 1);
    var message = tx.choose(tx.contents(mine));
    tx.remove(mine, message);
    if (me != INITIATOR && tx.get(heard.get(me)) == 0) {
      tx.set(parent.get(me), message.sender());
      callAllBut(tx, me, message.sender());
    }
    switch (message) {
      case Call _ -> {}
      case Answer(var child) -> tx.update(children.get(me), all -> with(all, child));
    }
    tx.update(heard.get(me), n -> n + 1);
  }

  private void callAllBut(Transaction tx, int sender, int except) {
    for (var node = 0; node < inbox.size(); node++) {
      if (node != sender && node != except) {
        tx.send(inbox.get(node), new Call(sender));
      }
    }
  }

  private static Set<Integer> with(Set<Integer> all, int one) {
    var more = new HashSet<>(all);
    more.add(one);
    return Set.copyOf(more);
  }

  private boolean isCalledFirst(State s, Cell<Step> node) {
    return node.index() == INITIATOR
        || s.get(heard.get(node.index())) > 0
        || s.contents(inbox.get(node.index())).stream().allMatch(m -> m instanceof Call);
  }

  /// Whether parents lead from a node to the initiator, in at most so many steps.
  private boolean descends(State s, int node, int steps) {
    return node == INITIATOR
        || (node != NOBODY && steps > 0 && descends(s, s.get(parent.get(node)), steps - 1));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "echo",
        "a call through a graph and its echo make a tree",
        "Chang, Echo Algorithms: Depth Parallel Operations on General Graphs, 1982;"
            + " TLA+ Examples, echo",
        List.of(Parameter.integer("nodes", 3, 3, 5, "nodes, all neighbours of each other")),
        parameters -> new Echo(parameters.integer("nodes")));
  }
}
