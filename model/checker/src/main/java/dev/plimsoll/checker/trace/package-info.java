/// Paths through a model, to be told and repeated.
///
/// A {@link dev.plimsoll.checker.trace.Trace} holds {@link dev.plimsoll.checker.value.Value} trees
/// only: it can be shown, compared and written down without the model that it came from.
@NullMarked
package dev.plimsoll.checker.trace;

import org.jspecify.annotations.NullMarked;
