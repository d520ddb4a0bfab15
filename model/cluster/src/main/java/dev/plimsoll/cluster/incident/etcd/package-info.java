/// Incidents of etcd: models of {@link dev.plimsoll.etcd} and {@link dev.plimsoll.raft} as they
/// were.
@NullMarked
package dev.plimsoll.cluster.incident.etcd;

import org.jspecify.annotations.NullMarked;
