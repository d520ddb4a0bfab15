package dev.plimsoll.kubernetes.workload;

/// A number, or a share of a number that is known later: apimachinery `intstr.IntOrString`.
///
/// @param value the number, or how many hundredths
/// @param isPercent which of the two
public record IntOrPercent(int value, boolean isPercent) {

  /// Refuses negative numbers.
  public IntOrPercent {
    if (value < 0) {
      throw new IllegalArgumentException("expected at least 0, found " + value);
    }
  }

  /// A number.
  public static IntOrPercent of(int value) {
    return new IntOrPercent(value, false);
  }

  /// Hundredths.
  public static IntOrPercent percent(int value) {
    return new IntOrPercent(value, true);
  }

  /// The number itself, or the share of the total, rounded up.
  public int roundedUp(int total) {
    return isPercent ? Math.toIntExact(Math.ceilDiv((long) value * total, 100L)) : value;
  }

  /// The number itself, or the share of the total, rounded down.
  public int roundedDown(int total) {
    return isPercent ? Math.toIntExact((long) value * total / 100) : value;
  }

  /// Refuses more than 100 %.
  void requireAtMostAll() {
    if (isPercent && value > 100) {
      throw new IllegalArgumentException("expected at most 100%, found " + this);
    }
  }

  /// As a manifest has it: `3`, or `25%`.
  @Override
  public String toString() {
    return isPercent ? value + "%" : Integer.toString(value);
  }
}
