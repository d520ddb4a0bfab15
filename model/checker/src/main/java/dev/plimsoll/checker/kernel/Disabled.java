package dev.plimsoll.checker.kernel;

/// Thrown through a rule's body when it turns out that it cannot fire.
final class Disabled extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("StaticAssignmentOfThrowable") // it carries no stack trace
  static final Disabled INSTANCE = new Disabled();

  private Disabled() {
    super(null, null, false, false);
  }
}
