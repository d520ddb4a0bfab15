package dev.plimsoll.cluster;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What may befall any component.
class FaultsTest {

  private static final String ONE = "there is one node at most";
  private static final String KNOWN = "in the end it has been told";

  /// A controller that creates one node, whose name it chooses or the API server does, and is told
  /// so.
  private static final class Creation extends ClusterModel {

    Creation(boolean namesIt) {
      super(1, 1);
      Resource<Node> nodes = resource("nodes", 2);
      var controller = component("controller");
      var told = memory(controller, "told", false);
      Consumer<Transaction> create =
          tx -> {
            tx.require(told, false);
            nodes.create(tx, namesIt ? 0 : nodes.free(tx).getFirst(), Node.READY);
            tx.set(told, true);
          };
      step(controller, "create a node", create);
      var lost = cell("answers left to lose", 1);
      mayLoseAnswer(controller, lost, "create a node", create, tx -> {});
      always(ONE, s -> nodes.list(s).size() <= 1);
      eventuallyAlways(KNOWN, s -> s.get(told));
      sometimes(
          "there is a node of which it was not told", s -> nodes.exists(s, 0) && !s.get(told));
    }
  }

  /// Some controllers, each of which taints a node that it has seen.
  private static final class Stopping extends ClusterModel {

    private final Resource<Node> nodes = resource("nodes", List.of(Optional.of(Node.READY)));

    /// @param spare whether there is one more, which does not stop
    Stopping(boolean spare) {
      super(1, 1);
      var first = component("first");
      var known = declare(first);
      if (spare) {
        declare(component("second"));
      }
      mayStop(first, cell("faults left", 1));
      event("somebody takes the taint away", 2, tx -> taint(tx, Node.Taint.NONE));
      eventuallyAlways("in the end the node has the taint", this::isTainted);
      sometimes(
          "nobody waits for a controller that has stopped",
          s -> !known.get(s, 0).equals(nodes.get(s, 0)) && !isTainted(s));
    }

    private Informer<Node> declare(Component controller) {
      var known = watch(controller, nodes);
      step(
          controller,
          "taint the node",
          tx -> {
            tx.require(known.is(tx, 0, Node::isUntainted));
            taint(tx, Node.Taint.NO_SCHEDULE);
          });
      return known;
    }

    private boolean isTainted(State state) {
      return nodes.is(state, 0, node -> !node.isUntainted());
    }

    private void taint(Transaction tx, Node.Taint taint) {
      tx.require(nodes.is(tx, 0, node -> node.taint() != taint));
      nodes.patch(tx, 0, node -> node.tainted(taint));
    }
  }

  @Test
  void aCallWhoseAnswerIsLostIsMadeAgain() {
    check(new Creation(false)).breaks(ONE);
  }

  @Test
  void aCallThatNamesWhatItCreatesCanBeMadeAgain() {
    check(new Creation(true)).holds(4).firesEveryRule();
  }

  @Test
  void whatHasStoppedMayNeverComeBack() {
    check(new Stopping(false)).breaks("in the end the node has the taint");
  }

  @Test
  void anotherGoesOnWhereOneHasStopped() {
    check(new Stopping(true)).holds(63).firesEveryRule();
  }

  private static Checked check(Model model) {
    return Checked.of(model, SearchOptions.defaults());
  }
}
