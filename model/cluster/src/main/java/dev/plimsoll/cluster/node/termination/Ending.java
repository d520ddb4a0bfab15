package dev.plimsoll.cluster.node.termination;

/// A container that is being ended, as `killContainer` goes on with it.
///
/// @param left of its time in this stage; once it is killed: what was left of its grace period
/// @param warned for how long it has had SIGTERM, counted no further than the least
/// @param hooked whether its preStop hook has come to its end
record Ending(Stage stage, int left, int warned, boolean hooked) {

  /// The least time between SIGTERM and SIGKILL: `minimumGracePeriodInSeconds`.
  static final int LEAST = 1;

  /// How far it is.
  enum Stage {
    /// Nobody is ending it.
    RUNNING,
    /// Its preStop hook runs.
    HOOK,
    /// It waits for its turn: `waitForTurn`.
    WAITING,
    /// It has had SIGTERM: `StopContainer`.
    STOPPING,
    /// It has ended by itself.
    EXITED,
    /// It has had SIGKILL.
    KILLED
  }

  /// One that runs.
  static final Ending RUNNING = new Ending(Stage.RUNNING, 0, 0, false);

  boolean isAlive() {
    return stage != Stage.EXITED && stage != Stage.KILLED;
  }

  boolean is(Stage thisStage) {
    return stage == thisStage;
  }

  /// Whether its time is counted.
  boolean isTimed() {
    return stage == Stage.HOOK || stage == Stage.WAITING || stage == Stage.STOPPING;
  }

  /// The first stage, with all of the grace period.
  static Ending begun(boolean hasHook, int grace) {
    return new Ending(hasHook ? Stage.HOOK : Stage.WAITING, grace, 0, false);
  }

  /// The hook is done with, and what is left of the time is for what follows.
  Ending waiting(boolean isDone, int remaining) {
    return new Ending(Stage.WAITING, remaining, 0, isDone);
  }

  /// SIGTERM.
  Ending stopping(int time) {
    return new Ending(Stage.STOPPING, time, 0, hooked);
  }

  Ending exited() {
    return new Ending(Stage.EXITED, 0, 0, false);
  }

  /// SIGKILL.
  Ending killed(int leftOfGrace) {
    return new Ending(Stage.KILLED, leftOfGrace, warned, false);
  }

  /// A unit of time later.
  Ending later() {
    return isTimed()
        ? new Ending(
            stage, left - 1, stage == Stage.STOPPING ? Math.min(warned + 1, LEAST) : warned, hooked)
        : this;
  }
}
