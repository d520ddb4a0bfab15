/// The collection of counterexamples: `counterexamples/<model>/<claim>.itf.json`.
///
/// One file for each violated claim of each model; a later run that violates the same claim writes
/// the file anew, and a run that fails leaves it as it was: every file is written under another
/// name beside its place and then moved there. {@link dev.plimsoll.counterexamples.corpus.Corpus}
/// writes and reads; {@link dev.plimsoll.counterexamples.corpus.CorpusRecorder} does so for the
/// tests of `dev.plimsoll.properties.engine`, which find it by {@link java.util.ServiceLoader}.
///
/// What is below `kept/` was put there to stay: a test replays it, and fails where it is not what
/// it was kept for any more ({@link dev.plimsoll.counterexamples.corpus.Regression}).
@NullMarked
package dev.plimsoll.counterexamples.corpus;

import org.jspecify.annotations.NullMarked;
