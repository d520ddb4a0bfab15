package dev.plimsoll.cluster.election;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.lease.LeaderElector;

/// A clock that starts over: a time is taken for past or future, whichever is nearer.
///
/// @param reading what it shows
/// @param times how many there are
record RoundClock(Cell<Integer> reading, int times) implements LeaderElector.Clock {

  @Override
  public int now(State state) {
    return state.get(reading);
  }

  @Override
  public int since(State state, int time) {
    return Math.floorMod(now(state) - time + times / 2, times) - times / 2;
  }
}
