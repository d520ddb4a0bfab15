package dev.plimsoll.checker.kernel;

/// Identities that were declared interchangeable are told apart by a rule or a claim, or it cannot
/// be found out whether they are.
public final class AsymmetryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param reason who tells them apart, and how
  public AsymmetryException(String reason) {
    super("symmetry cannot be used: " + reason);
  }
}
