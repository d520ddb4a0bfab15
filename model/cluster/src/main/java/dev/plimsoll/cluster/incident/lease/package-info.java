/// Leaders that act after their lease has gone to somebody else.
@NullMarked
package dev.plimsoll.cluster.incident.lease;

import org.jspecify.annotations.NullMarked;
