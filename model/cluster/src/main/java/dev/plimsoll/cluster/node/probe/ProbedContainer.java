package dev.plimsoll.cluster.node.probe;

/// The container that was started last.
///
/// @param id tells it from those before it
/// @param passed whether a readiness probe of it has succeeded
record ProbedContainer(int id, App app, boolean passed) {

  /// What goes on in it, which probes find out.
  enum App {
    /// It is not up yet; liveness probes would fail.
    STARTING,
    /// All probes succeed.
    UP,
    /// Readiness probes fail.
    BUSY,
    /// All probes fail.
    HUNG,
    /// It does not run, or not yet.
    EXITED;

    /// Whether a startup probe would succeed.
    boolean hasStarted() {
      return this == UP || this == BUSY;
    }

    /// Whether a liveness probe would succeed.
    boolean isLive() {
      return hasStarted();
    }
  }

  /// Before the first has been started.
  static final ProbedContainer NONE = new ProbedContainer(0, App.EXITED, false);

  boolean runs() {
    return app != App.EXITED;
  }

  ProbedContainer in(App newApp) {
    return new ProbedContainer(id, newApp, passed);
  }

  ProbedContainer probedReady() {
    return new ProbedContainer(id, app, passed || app == App.UP);
  }

  ProbedContainer next() {
    return new ProbedContainer(id + 1, App.STARTING, false);
  }
}
