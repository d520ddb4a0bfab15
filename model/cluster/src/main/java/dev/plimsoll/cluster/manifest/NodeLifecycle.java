package dev.plimsoll.cluster.manifest;

import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.nodelifecycle.ZoneState;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the node lifecycle controller does with nodes that are not heard of.
///
/// Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go` (`ComputeZoneState`,
/// `handleDisruption`), v1.30, in clusters of at most 50 nodes.
record NodeLifecycle(Inventory inventory) {

  private static final String ZONE = "topology.kubernetes.io/zone";

  /// Whether a node that is down is to get the taint: unless most of its zone are down, or all
  /// nodes.
  boolean taints(State state, int node) {
    return !inventory.node(state, node).up()
        && !inventory.node(state, node).lost()
        && inventory.down(state) < inventory.spec().nodes().size()
        && zone(state, node) != ZoneState.PARTIAL_DISRUPTION;
  }

  /// Whether a node that is back is to lose the taint.
  boolean untaints(State state, int node) {
    return inventory.node(state, node).up() && inventory.node(state, node).lost();
  }

  private ZoneState zone(State state, int node) {
    var down = zone(node).filter(each -> !inventory.node(state, each).up()).count();
    return ZoneState.of((int) down, (int) zone(node).count());
  }

  private IntStream zone(int node) {
    return IntStream.range(0, inventory.spec().nodes().size())
        .filter(each -> Objects.equals(zoneOf(each), zoneOf(node)));
  }

  private @Nullable String zoneOf(int node) {
    return inventory.spec().nodes().get(node).metadata().labels().get(ZONE);
  }
}
