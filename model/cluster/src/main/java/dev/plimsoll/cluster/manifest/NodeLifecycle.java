package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the node lifecycle controller does with nodes that are not heard of.
///
/// Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (`ComputeZoneState`,
/// `handleDisruption`), v1.30, in clusters of at most 50 nodes.
record NodeLifecycle(Inventory inventory) {

  private static final String ZONE = "topology.kubernetes.io/zone";

  /// In percent: `--unhealthy-zone-threshold`.
  private static final int UNHEALTHY = 55;

  /// Taints a node that is down, unless more than two of its zone and most of it are, or all nodes.
  void taint(Transaction tx, int node) {
    var cell = inventory.nodes().get(node);
    tx.require(!tx.get(cell).up() && !tx.get(cell).lost());
    tx.require(!isDisrupted(tx, node));
    tx.set(cell, tx.get(cell).lost(true));
  }

  /// Takes the taint off a node that is back.
  void untaint(Transaction tx, int node) {
    var cell = inventory.nodes().get(node);
    tx.require(tx.get(cell).up() && tx.get(cell).lost());
    tx.set(cell, tx.get(cell).lost(false));
  }

  private boolean isDisrupted(State state, int node) {
    if (inventory.nodes().stream().noneMatch(each -> state.get(each).up())) {
      return true;
    }
    var all = zone(node).count();
    var down = zone(node).filter(each -> !state.get(inventory.nodes().get(each)).up()).count();
    return down > 2 && 100 * down >= UNHEALTHY * all;
  }

  private IntStream zone(int node) {
    return IntStream.range(0, inventory.nodes().size())
        .filter(each -> Objects.equals(zoneOf(each), zoneOf(node)));
  }

  private @Nullable String zoneOf(int node) {
    return inventory.spec().nodes().get(node).metadata().labels().get(ZONE);
  }
}
