/// Schedulers that reckon with less than is on a node.
@NullMarked
package dev.plimsoll.cluster.incident.sched;

import org.jspecify.annotations.NullMarked;
