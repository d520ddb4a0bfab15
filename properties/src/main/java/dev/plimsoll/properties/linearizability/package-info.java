/// Are recorded histories of concurrent clients linearizable?
///
/// A history is a list of {@link dev.plimsoll.properties.linearizability.Call}s of one object, each
/// with the times of its call and its return. It is linearizable if each call can be given a moment
/// between the two, so that the object, asked in the order of these moments, would have answered
/// the same (Herlihy and Wing 1990). What the object is, a
/// {@link dev.plimsoll.properties.linearizability.SequentialSpecification} says;
/// {@link dev.plimsoll.properties.linearizability.Register} is that of one key of etcd.
///
/// Start at {@link dev.plimsoll.properties.linearizability.Linearizability}.
///
/// Sources: Wing and Gong, "Testing and verifying concurrent objects" (1993); Lowe, "Testing for
/// linearizability" (2017); Horn and Kroening, "Faster linearizability checking via
/// P-compositionality" (2015).
@NullMarked
package dev.plimsoll.properties.linearizability;

import org.jspecify.annotations.NullMarked;
