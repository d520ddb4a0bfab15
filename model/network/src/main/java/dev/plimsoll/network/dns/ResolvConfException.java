package dev.plimsoll.network.dns;

/// Settings of a resolver that cannot be read.
public final class ResolvConfException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int line;

  ResolvConfException(int line, String problem) {
    super(problem);
    this.line = line;
  }

  /// In which line, from 1.
  public int line() {
    return line;
  }
}
