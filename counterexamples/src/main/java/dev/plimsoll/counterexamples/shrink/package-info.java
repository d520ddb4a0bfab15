/// Shorter traces: what a random walk or a recording has found, told in as few steps as can be.
///
/// {@link dev.plimsoll.counterexamples.shrink.Shrinker} takes a trace of any origin and what is
/// wrong at its end ({@link dev.plimsoll.checker.search.Fault}), and gives back the trace
/// beside a shorter one ({@link dev.plimsoll.counterexamples.shrink.Shrunk}) from which no single
/// step can be dropped.
@NullMarked
package dev.plimsoll.counterexamples.shrink;

import org.jspecify.annotations.NullMarked;
