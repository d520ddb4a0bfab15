package dev.plimsoll.counterexamples.shrink;

import dev.plimsoll.checker.search.Explorer;
import dev.plimsoll.checker.search.Explorer.Position;
import dev.plimsoll.checker.search.Fault;
import dev.plimsoll.checker.search.Surroundings;
import dev.plimsoll.checker.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A state in which something is wrong.
final class Ending implements Goal {

  private final Explorer explorer;
  private final Fault fault;
  private final Surroundings surroundings;
  private final Map<Position, Boolean> wrong = new HashMap<>();

  Ending(Explorer explorer, Fault fault) {
    this.explorer = explorer;
    this.fault = fault;
    surroundings = new Surroundings(explorer, fault);
  }

  @Override
  public boolean isReached(List<Position> positions) {
    return wrong.computeIfAbsent(positions.getLast(), each -> fault.isIn(each, explorer));
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public Trace trace(Path path) {
    return path.toTrace(null);
  }
}
