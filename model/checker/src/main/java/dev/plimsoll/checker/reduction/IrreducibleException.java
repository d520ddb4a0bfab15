package dev.plimsoll.checker.reduction;

/// With partial-order reduction the answer might be wrong.
public final class IrreducibleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param reason why
  public IrreducibleException(String reason) {
    super("partial-order reduction cannot be used: " + reason);
  }
}
