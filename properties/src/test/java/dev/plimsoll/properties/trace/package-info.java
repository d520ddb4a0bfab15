/// Recorded traces, and mutants of them.
@NullMarked
package dev.plimsoll.properties.trace;

import org.jspecify.annotations.NullMarked;
