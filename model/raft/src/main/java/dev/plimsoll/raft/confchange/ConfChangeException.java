package dev.plimsoll.raft.confchange;

/// A change of membership that is not allowed, in the library's words.
public final class ConfChangeException extends Exception {

  private static final long serialVersionUID = 1;

  ConfChangeException(String message) {
    super(message);
  }
}
