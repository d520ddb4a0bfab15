/// Files of the traces that etcd's Raft library records of itself
/// ({@link dev.plimsoll.properties.trace}), a line of JSON for each event.
@NullMarked
package dev.plimsoll.counterexamples.trace;

import org.jspecify.annotations.NullMarked;
