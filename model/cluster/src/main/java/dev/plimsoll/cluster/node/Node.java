package dev.plimsoll.cluster.node;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A node, as the API server knows it.
///
/// @param ready its condition `Ready`: whether its kubelet has been heard of lately
/// @param taint the effect of its taint, which no pod tolerates for ever
public record Node(Meta meta, boolean ready, Taint taint) implements ApiObject<Node> {

  /// `spec.taints`, of which a node has at most one.
  public enum Taint {
    NONE,
    /// No pod comes to the node; those that are there stay.
    NO_SCHEDULE,
    /// No pod comes to the node, and those that are there go.
    NO_EXECUTE
  }

  /// A node that has joined.
  public static final Node READY = new Node(Meta.NEW, true, Taint.NONE);

  @Override
  public Node with(Meta newMeta) {
    return new Node(newMeta, ready, taint);
  }

  /// The same with its condition `Ready` as given.
  public Node withReady(boolean isReady) {
    return new Node(meta, isReady, taint);
  }

  /// The same with another taint.
  public Node tainted(Taint newTaint) {
    return new Node(meta, ready, newTaint);
  }

  /// Whether pods may come to it.
  public boolean isUntainted() {
    return taint == Taint.NONE;
  }
}
