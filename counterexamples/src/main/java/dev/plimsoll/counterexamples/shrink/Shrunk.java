package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.trace.Trace;

/// A trace that was made shorter.
///
/// @param original what it was
/// @param trace a behaviour of the model that comes to the same wrong
/// @param isMinimal whether no single step can be dropped from it: not so where the shrinking was
///     interrupted
public record Shrunk(Trace original, Trace trace, boolean isMinimal) {}
