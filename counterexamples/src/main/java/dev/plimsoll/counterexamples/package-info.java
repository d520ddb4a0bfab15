/// How it fails: traces, their files and their replay.
///
/// A {@link dev.plimsoll.counterexamples.Counterexample} is a path through a model that ends where
/// a claim is violated. Around it, a package for each thing that is done with one:
///
/// - `itf`: written as ITF (Apalache's ADR-015) and read again,
/// - `corpus`: kept as `counterexamples/<model>/<claim>.itf.json`,
/// - `replay`: run again in the model, to see whether it still fails,
/// - `shrink`: made shorter, where it was not found by the shortest way,
/// - `museum`: found again for each incident of a real cluster that is collected there,
/// - `json`: the trees of JSON under all of that.
///
/// Start at {@link dev.plimsoll.counterexamples.Counterexample}, then `corpus`.
@NullMarked
package dev.plimsoll.counterexamples;

import org.jspecify.annotations.NullMarked;
