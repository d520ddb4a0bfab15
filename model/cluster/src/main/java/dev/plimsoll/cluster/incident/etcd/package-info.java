/// Incidents of etcd's store, watches and leases: models of {@link dev.plimsoll.etcd} as they were.
@NullMarked
package dev.plimsoll.cluster.incident.etcd;

import org.jspecify.annotations.NullMarked;
