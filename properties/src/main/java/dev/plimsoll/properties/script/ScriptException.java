package dev.plimsoll.properties.script;

/// A script that cannot be read, or asks for what there is not.
public final class ScriptException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int line;
  private final String reason;

  /// @param line from 1
  public ScriptException(int line, String reason) {
    super("line %d: %s".formatted(line, reason));
    this.line = line;
    this.reason = reason;
  }

  /// The line of the script, from 1.
  public int line() {
    return line;
  }

  /// What was expected, or is wrong.
  public String reason() {
    return reason;
  }
}
