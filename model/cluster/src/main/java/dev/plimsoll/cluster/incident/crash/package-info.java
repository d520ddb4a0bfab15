/// Components that die, or look again, between two writes that belong together.
@NullMarked
package dev.plimsoll.cluster.incident.crash;

import org.jspecify.annotations.NullMarked;
