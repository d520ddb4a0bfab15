/// Components that never learn of a change: it fell into a gap of a watch, or passed too quickly.
@NullMarked
package dev.plimsoll.cluster.incident.missed;

import org.jspecify.annotations.NullMarked;
