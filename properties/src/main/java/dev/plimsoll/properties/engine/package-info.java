/// Models as tests: an engine for the JUnit Platform that runs each claim of a model as a test.
///
/// Put {@link dev.plimsoll.properties.engine.CheckModels} on an empty class, and Surefire, Gradle
/// or an IDE runs it like a test class: a container for each model at its default parameters, in
/// it a test for each claim. The model is searched once, when its container is run. A violated
/// claim fails with its trace; a claim that the search could not decide is reported as aborted,
/// never as passed.
///
/// Where {@link dev.plimsoll.properties.engine.CounterexampleRecorder} has an implementation on the
/// class path (`dev.plimsoll.counterexamples` brings one), the failure also names the file of the
/// trace and the command that replays it.
///
/// Start at {@link dev.plimsoll.properties.engine.CheckModels}; the engine itself is
/// {@link dev.plimsoll.properties.engine.PlimsollTestEngine}.
@NullMarked
package dev.plimsoll.properties.engine;

import org.jspecify.annotations.NullMarked;
