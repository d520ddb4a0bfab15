package dev.plimsoll.counterexamples.json;

/// A file is not what it should be. The message is `file:line: what was expected`.
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// Says what is wrong in a line of a file.
  ///
  /// @param file as the user named it
  /// @param line from 1
  /// @param problem what was expected, and what is there
  public UnreadableException(String file, int line, String problem) {
    super("%s:%d: %s".formatted(file, line, problem));
  }

  /// Says what is wrong with a file as a whole.
  ///
  /// @param file as the user named it
  public UnreadableException(String file, String problem) {
    super("%s: %s".formatted(file, problem));
  }
}
