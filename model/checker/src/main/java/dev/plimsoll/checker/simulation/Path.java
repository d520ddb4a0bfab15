package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.kernel.Memo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The states that a run has come through, one after another. Room for states is used again and
/// again.
final class Path {

  private final int width;
  private int[][] states = new int[64][];
  private Memo[] steps = new Memo[64];

  /// @param width of a state
  Path(int width) {
    this.width = width;
  }

  /// Begins a new path.
  ///
  /// @return its first state
  int[] start(int[] initial) {
    var state = state(0);
    System.arraycopy(initial, 0, state, 0, width);
    return state;
  }

  /// The state after some steps, to be read or written.
  int[] state(int depth) {
    if (depth == states.length) {
      states = Arrays.copyOf(states, 2 * depth);
      steps = Arrays.copyOf(steps, 2 * depth);
    }
    var state = states[depth];
    if (state == null) {
      state = new int[width];
      states[depth] = state;
    }
    return state;
  }

  /// Notes the rule that led to the state after some steps.
  void took(int depth, Memo memo) {
    steps[depth] = memo;
  }

  /// Copies of the states up to the one after some steps.
  List<int[]> states(int depth) {
    return IntStream.rangeClosed(0, depth).mapToObj(at -> states[at].clone()).toList();
  }

  /// The rules that led from each of these to the next.
  List<Memo> steps(int depth) {
    return List.of(Arrays.copyOfRange(steps, 1, depth + 1));
  }
}
