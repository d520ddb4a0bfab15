/// Services whose endpoints are not, or no longer, their pods.
@NullMarked
package dev.plimsoll.cluster.incident.endpoints;

import org.jspecify.annotations.NullMarked;
