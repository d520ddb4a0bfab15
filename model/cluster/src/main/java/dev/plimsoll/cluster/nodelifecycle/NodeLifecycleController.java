package dev.plimsoll.cluster.nodelifecycle;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.node.Node;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the node lifecycle controller does for the nodes of one zone: it marks those that are not
/// heard of, taints them, and takes the taint away when they are back. Where most nodes of a small
/// zone are lost it taints no more, and where all are, it takes all taints away. A call that would
/// end in a conflict is none.
///
/// Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (`monitorNodeHealth`,
/// `doNoExecuteTaintingPass`), v1.30. Left out: rates, and several zones.
///
/// @param known the nodes as the controller knows them
/// @param stops whether it heeds that most nodes, or all, are lost
record NodeLifecycleController(Resource<Node> nodes, Informer<Node> known, boolean stops) {

  /// Marks a node that is not heard of; that it is ready is for its kubelet to say.
  void mark(Transaction tx, int node) {
    change(tx, node, held -> held.withReady(false));
  }

  /// Taints a node that is not ready, so that its pods are evicted.
  void taint(Transaction tx, int node) {
    tx.require(known.is(tx, node, it -> !it.ready()));
    tx.require(!stops || zone(tx) == ZoneState.NORMAL);
    change(tx, node, held -> held.tainted(Node.Taint.NO_EXECUTE));
  }

  /// Takes the taint off a node that is ready, or off all nodes where all are lost.
  void untaint(Transaction tx, int node) {
    tx.require(known.is(tx, node, Node::ready) || (stops && zone(tx) == ZoneState.FULL_DISRUPTION));
    change(tx, node, held -> held.tainted(Node.Taint.NONE));
  }

  /// The state of the zone, as far as the controller knows.
  ZoneState zone(State state) {
    var all = known.list(state);
    return ZoneState.of((int) all.stream().filter(node -> !node.ready()).count(), all.size());
  }

  private void change(Transaction tx, int node, UnaryOperator<Node> change) {
    var held = known.get(tx, node).orElseThrow();
    var changed = change.apply(held);
    tx.require(!changed.equals(held)).require(nodes.get(tx, node).equals(Optional.of(held)));
    nodes.update(tx, node, held, changed);
  }
}
