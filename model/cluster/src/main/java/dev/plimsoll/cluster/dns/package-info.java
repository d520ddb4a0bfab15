/// CoreDNS while Services and endpoints change, its caches keep answers, and its replicas are
/// restarted one after the other.
///
/// {@link dev.plimsoll.cluster.dns.DnsModel} puts it together; what a {@link
/// dev.plimsoll.cluster.dns.Replica} answers from what it has seen is decided by {@link
/// dev.plimsoll.network.dns.ClusterZone}. Time goes by in ticks: a change is seen by all replicas
/// before the next but one, and answers are kept for so many. {@link
/// dev.plimsoll.cluster.dns.Recent} is what was so meanwhile, by which the claims go.
///
/// Sources: CoreDNS v1.14, `plugin/cache` (`handler.go`, `item.go`), `plugin/ready`,
/// `plugin/health` (`lameduck`), `plugin/kubernetes/handler.go` (`HasSynced`); kubernetes/dns,
/// `docs/specification.md`.
@NullMarked
package dev.plimsoll.cluster.dns;

import org.jspecify.annotations.NullMarked;
