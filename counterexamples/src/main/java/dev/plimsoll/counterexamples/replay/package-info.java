/// Running a recorded counterexample again.
///
/// A trace on disk is a promise about a model that may have changed since.
/// {@link dev.plimsoll.counterexamples.replay.Replay} takes the model through the same steps, each
/// matched by its rule, arguments, choices and resulting state, and answers in one of three ways
/// ({@link dev.plimsoll.counterexamples.replay.Outcome}): it still violates the claim, it no longer
/// does, or from some step on it is no behaviour of the model any more, with what the model could
/// do there instead.
///
/// A trace of another tool says nothing of steps: {@link
/// dev.plimsoll.counterexamples.replay.Alignment} finds those of the model between its states.
@NullMarked
package dev.plimsoll.counterexamples.replay;

import org.jspecify.annotations.NullMarked;
