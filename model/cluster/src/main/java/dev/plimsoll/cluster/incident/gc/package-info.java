/// Objects that are deleted too early, or never.
@NullMarked
package dev.plimsoll.cluster.incident.gc;

import org.jspecify.annotations.NullMarked;
