/// Load balancers of a cloud, one for each Service that wants one.
///
/// {@link dev.plimsoll.cluster.loadbalancer.ServiceLoadBalancerModel} has users, nodes and a cloud;
/// {@link dev.plimsoll.cluster.loadbalancer.ServiceController} makes balancers and takes them away,
/// one call after another ({@link dev.plimsoll.cluster.loadbalancer.Sync}).
///
/// Source: `staging/src/k8s.io/cloud-provider/controllers/service/controller.go`, v1.30.
@NullMarked
package dev.plimsoll.cluster.loadbalancer;

import org.jspecify.annotations.NullMarked;
