/// Protocols that carry messages over lines that lose them.
///
/// {@link dev.plimsoll.examples.transmission.AlternatingBit} has queues, and liveness that needs
/// strong fairness.
@NullMarked
package dev.plimsoll.examples.transmission;

import org.jspecify.annotations.NullMarked;
