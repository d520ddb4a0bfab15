package dev.plimsoll.network.netfilter.text;

import org.jspecify.annotations.Nullable;

/// A 32-bit value under a mask, as `--mark` and `--set-xmark` spell it: `0x4000/0x4000`.
record Masked(int value, int mask) {

  /// Reads `VALUE` (all bits count) or `VALUE/MASK`; decimal, octal or hexadecimal.
  static Masked parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Masked(number(text), -1)
        : new Masked(number(text.substring(0, slash)), number(text.substring(slash + 1)));
  }

  /// Reads an unsigned number of 32 bits.
  static int number(String text) {
    try {
      long value = text.startsWith("-") ? -1 : Long.decode(text);
      if (value >= 0 && value <= 0xffffffffL) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static IllegalArgumentException wrong(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not a number of 32 bits: expected one such as 0x4000", cause);
  }

  /// `0x1` if the mask has all bits, else `0x1/0xff`.
  @Override
  public String toString() {
    return mask == -1 ? hex(value) : full();
  }

  /// Always with the mask.
  String full() {
    return hex(value) + "/" + hex(mask);
  }

  static String hex(int value) {
    return "0x" + Integer.toHexString(value);
  }
}
