/// Controllers that work against each other: what the one does, the other undoes.
@NullMarked
package dev.plimsoll.cluster.incident.oscillate;

import org.jspecify.annotations.NullMarked;
