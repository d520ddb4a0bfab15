/// A load balancer that configures itself from Ingresses, which come, change and go in any order.
///
/// {@link dev.plimsoll.cluster.ingress.IngressModel} puts it together; which request goes where is
/// decided by {@link dev.plimsoll.network.ingress.LoadBalancer}, or, with a mistake, by one that is
/// in the way of the issues below.
///
/// Source: `k8s.io/api/networking/v1/types.go`, v1.30; jcmoraisjr/haproxy-ingress#157, #131;
/// kubernetes/ingress-nginx#1804.
@NullMarked
package dev.plimsoll.cluster.ingress;

import org.jspecify.annotations.NullMarked;
