package dev.plimsoll.bench;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import java.util.Map;

/// The models that benchmarks work on.
public enum Protocol {
  /// With 97,476 states, whose messages have many different contents.
  BOUNDED_RAFT("bounded-raft", "max-messages", 5),

  /// With 50,816 states, of many small cells.
  TWO_PHASE_COMMIT("two-phase-commit", "managers", 6);

  private final String name;
  private final String parameter;
  private final int value;

  Protocol(String name, String parameter, int value) {
    this.name = name;
    this.parameter = parameter;
    this.value = value;
  }

  /// A new model of it.
  public Model model() {
    var parameters = Map.of(parameter, Integer.toString(value));
    return Catalog.load().find(name).configure(parameters).model();
  }
}
