package dev.plimsoll.counterexamples.replay;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import java.util.List;

/// What became of a counterexample when its model was taken through it again.
public sealed interface Outcome {

  /// Every step fits, and the last state violates the claim.
  record StillViolates() implements Outcome {}

  /// Every step fits, but the last state, or the behaviour, no longer violates the claim; or the
  /// behaviour is not fair.
  record NoLongerViolates() implements Outcome {}

  /// Every step fits, but none leads back.
  ///
  /// @param loop the index of the state that the last one should be followed by
  record NotClosed(int loop) implements Outcome {}

  /// The model starts in another state.
  ///
  /// @param differences from the recorded initial state to the model's
  record OtherStart(List<Change> differences) implements Outcome {}

  /// The model can take this step, but it leads to another state.
  ///
  /// @param step from 1
  /// @param differences from the recorded state to the model's
  record OtherState(int step, Trace.Action action, List<Change> differences) implements Outcome {}

  /// The model cannot take this step.
  ///
  /// @param step from 1
  /// @param nearest what it can do instead, the most alike first
  record NotAllowed(int step, Trace.Action action, List<Trace.Action> nearest) implements Outcome {}
}
