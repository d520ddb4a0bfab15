package dev.plimsoll.reports.html.text;

import java.util.Locale;

/// Numbers in words and digits, the same in every locale.
public final class Quantity {

  /// A number with its digits in groups: 1,234,567.
  public static String of(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// A number of things: 1 state, 2 states.
  ///
  /// @param thing one of them
  public static String of(long number, String thing) {
    return of(number) + " " + thing + (number == 1 ? "" : "s");
  }

  private Quantity() {}
}
