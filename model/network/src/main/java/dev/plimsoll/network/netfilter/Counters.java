package dev.plimsoll.network.netfilter;

/// How often a chain's policy or a rule was used: `[packets:bytes]`, both unsigned 64 bits.
public record Counters(long packets, long bytes) {

  public static final Counters ZERO = new Counters(0, 0);

  /// Reads `[1:2]`.
  public static Counters parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !text.startsWith("[") || !text.endsWith("]")) {
      throw wrong(text);
    }
    return of(text.substring(1, colon), text.substring(colon + 1, text.length() - 1));
  }

  /// Reads the two numbers of `-c PACKETS BYTES`.
  public static Counters of(String packets, String bytes) {
    try {
      return new Counters(Long.parseUnsignedLong(packets), Long.parseUnsignedLong(bytes));
    } catch (NumberFormatException e) {
      throw wrong(packets + ":" + bytes);
    }
  }

  @Override
  public String toString() {
    return "[" + Long.toUnsignedString(packets) + ":" + Long.toUnsignedString(bytes) + "]";
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" are not counters: expected [PACKETS:BYTES]");
  }
}
