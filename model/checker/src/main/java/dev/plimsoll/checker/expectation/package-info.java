/// What is expected of a model, for tests.
///
/// {@link dev.plimsoll.checker.expectation.Checked} is a model of the catalog that was searched
/// with settings as on the command line; it says whether the claims hold, how many states there
/// are, and which claim a mistake breaks. It throws an `AssertionError`, and so goes with any test
/// engine.
@NullMarked
package dev.plimsoll.checker.expectation;

import org.jspecify.annotations.NullMarked;
