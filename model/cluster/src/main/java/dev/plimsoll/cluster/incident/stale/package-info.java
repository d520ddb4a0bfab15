/// Components that read the past: from an API server that lags, after a restart or a reconnect.
@NullMarked
package dev.plimsoll.cluster.incident.stale;

import org.jspecify.annotations.NullMarked;
