package dev.plimsoll.cluster.loadbalancer;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import java.util.Optional;

/// A Service.
///
/// @param ingress `status.loadBalancer.ingress`: the uid of the Service whose balancer has the
///     address
record Service(Meta meta, Type type, Optional<Integer> ingress) implements ApiObject<Service> {

  /// Keeps it until its balancer has gone.
  static final String CLEANUP = "service.kubernetes.io/load-balancer-cleanup";

  /// `spec.type`.
  enum Type {
    CLUSTER_IP,
    LOAD_BALANCER
  }

  /// A Service to be created, which wants a balancer.
  static final Service NEW = new Service(Meta.NEW, Type.LOAD_BALANCER, Optional.empty());

  @Override
  public Service with(Meta newMeta) {
    return new Service(newMeta, type, ingress);
  }

  /// The same of the other type: `pkg/registry/core/service/strategy.go` empties the status of one
  /// that wants no balancer.
  Service ofOtherType() {
    return wantsLoadBalancer()
        ? new Service(meta, Type.CLUSTER_IP, Optional.empty())
        : new Service(meta, Type.LOAD_BALANCER, ingress);
  }

  /// The same whose balancer has an address.
  Service at(int newIngress) {
    return new Service(meta, type, Optional.of(newIngress));
  }

  /// Tells its balancer from that of another Service of the same name.
  int uid() {
    return meta.uid();
  }

  boolean wantsLoadBalancer() {
    return type == Type.LOAD_BALANCER;
  }

  boolean hasFinalizer() {
    return meta.finalizers().contains(CLEANUP);
  }

  /// Whether its balancer is to go.
  boolean needsCleanup() {
    return hasFinalizer() && (meta.deleting() || !wantsLoadBalancer());
  }
}
