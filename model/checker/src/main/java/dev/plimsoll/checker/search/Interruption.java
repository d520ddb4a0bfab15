package dev.plimsoll.checker.search;

/// A way to end a search before it is done: it says then what it has established so far.
public class Interruption {

  private volatile boolean requested;

  /// Asks the search to end soon.
  public void request() {
    requested = true;
  }

  /// Whether it was asked to.
  public boolean isRequested() {
    return requested;
  }
}
