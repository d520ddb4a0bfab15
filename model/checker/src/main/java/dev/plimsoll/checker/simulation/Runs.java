package dev.plimsoll.checker.simulation;

/// The runs of a simulation: what was asked for, and what was made of it.
///
/// @param seed which decides all that is left to chance
/// @param asked how many runs were asked for
/// @param length the most steps of a run that was asked for
/// @param made how many runs were made; the last one is the one in which something was wrong
/// @param shortest the fewest steps of a run; of a bounded search, its depth
/// @param longest the most
/// @param lengths all together
/// @param rested how many runs came to a state that no step changes
/// @param countedExactly whether different states were counted one by one; otherwise their number
///     is an estimate, with a standard error of 0.8 %
public record Runs(
    SimulationOptions.Mode mode,
    long seed,
    long asked,
    int length,
    long made,
    int shortest,
    int longest,
    long lengths,
    long rested,
    boolean countedExactly) {

  /// The mean length of a run.
  public double mean() {
    return made == 0 ? 0 : (double) lengths / made;
  }
}
