/// Incidents of access from outside: load balancers of clouds, `kubectl port-forward` and
/// `kubectl proxy`.
@NullMarked
package dev.plimsoll.cluster.incident.access;

import org.jspecify.annotations.NullMarked;
