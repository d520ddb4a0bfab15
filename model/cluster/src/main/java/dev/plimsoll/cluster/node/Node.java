package dev.plimsoll.cluster.node;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A node, as the API server knows it.
///
/// @param ready its condition `Ready`: whether its kubelet has been heard of lately
public record Node(Meta meta, boolean ready) implements ApiObject<Node> {

  /// A node that has joined.
  public static final Node READY = new Node(Meta.NEW, true);

  @Override
  public Node with(Meta newMeta) {
    return new Node(newMeta, ready);
  }

  /// The same with its condition `Ready` as given.
  public Node withReady(boolean isReady) {
    return new Node(meta, isReady);
  }
}
