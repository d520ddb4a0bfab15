package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
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

  /// Whether a node that is down is to get the taint: unless more than two of its zone and most of
  /// it are down, or all nodes.
  boolean taints(State state, int node) {
    return !inventory.node(state, node).up()
        && !inventory.node(state, node).lost()
        && !isDisrupted(state, node);
  }

  /// Whether a node that is back is to lose the taint.
  boolean untaints(State state, int node) {
    return inventory.node(state, node).up() && inventory.node(state, node).lost();
  }

  private boolean isDisrupted(State state, int node) {
    var all = zone(node).count();
    var down = zone(node).filter(each -> !inventory.node(state, each).up()).count();
    return inventory.down(state) == inventory.spec().nodes().size()
        || (down > 2 && 100 * down >= UNHEALTHY * all);
  }

  private IntStream zone(int node) {
    return IntStream.range(0, inventory.spec().nodes().size())
        .filter(each -> Objects.equals(zoneOf(each), zoneOf(node)));
  }

  private @Nullable String zoneOf(int node) {
    return inventory.spec().nodes().get(node).metadata().labels().get(ZONE);
  }
}
