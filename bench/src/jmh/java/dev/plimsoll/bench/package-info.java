/// What all benchmarks share. Each is in the package of what it measures.
@NullMarked
package dev.plimsoll.bench;

import org.jspecify.annotations.NullMarked;
