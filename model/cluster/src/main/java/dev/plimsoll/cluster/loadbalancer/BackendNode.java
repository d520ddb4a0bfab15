package dev.plimsoll.cluster.loadbalancer;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A node, to which balancers lead. Whether it is ready does not matter: they probe it themselves
/// (`StableLoadBalancerNodeSet`).
///
/// @param excluded its label `node.kubernetes.io/exclude-from-external-load-balancers`
record BackendNode(Meta meta, boolean excluded) implements ApiObject<BackendNode> {

  @Override
  public BackendNode with(Meta newMeta) {
    return new BackendNode(newMeta, excluded);
  }

  /// The same with the label, or without.
  BackendNode withExcluded(boolean isExcluded) {
    return new BackendNode(meta, isExcluded);
  }
}
