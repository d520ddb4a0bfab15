/// Paths through a model, to be told and repeated.
@NullMarked
package dev.plimsoll.checker.trace;

import org.jspecify.annotations.NullMarked;
