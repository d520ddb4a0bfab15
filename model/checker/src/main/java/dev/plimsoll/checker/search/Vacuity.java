package dev.plimsoll.checker.search;

/// Why a claim that holds says nothing of what the model does.
public enum Vacuity {
  /// What it says does not depend on the state.
  CONSTANT("it reads nothing"),
  /// What it says is settled by the initial state.
  UNCHANGED("no step writes anything that it reads"),
  /// It says something of states that pass its premise, and none does.
  NO_PREMISE("no state passes its premise"),
  /// It says what comes after some states, and there are no such states.
  NO_CAUSE("no state passes what it says leads to something");

  private final String reason;

  Vacuity(String reason) {
    this.reason = reason;
  }

  /// The reason in words, to follow a colon.
  public String reason() {
    return reason;
  }
}
