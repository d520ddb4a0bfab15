package dev.plimsoll.checker.kernel;

/// A rule or claim does not do the same every time that it reads the same: what the checker found
/// with it would not be worth anything.
public final class ImpureRuleException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /// Says what differed.
  public ImpureRuleException(String name, String difference) {
    super(
        "\"%s\" is not a function of what it reads: %s. A rule or claim may depend on nothing but"
                .formatted(name, difference)
            + " the state and its own choices, and may not change the values it is given");
  }

  /// A rule or claim threw an exception and, executed once more, did not.
  public static ImpureRuleException failedOnce(String name) {
    return new ImpureRuleException(name, "it failed once, but not again");
  }
}
