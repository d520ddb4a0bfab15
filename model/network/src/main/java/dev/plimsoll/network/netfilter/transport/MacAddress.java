package dev.plimsoll.network.netfilter.transport;

import java.util.regex.Pattern;

/// An address of an Ethernet interface, as `-m mac` asks for it.
///
/// @param bits the six bytes, the first one the highest
public record MacAddress(long bits) {

  /// The source of a packet that came in no Ethernet frame; no interface has it.
  public static final MacAddress NONE = new MacAddress(0);

  private static final Pattern TEXT = Pattern.compile("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}");

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a MAC address has 48 bits, found more");
    }
  }

  /// Reads `02:00:00:00:00:01`.
  ///
  /// @throws IllegalArgumentException where the text is not of that form
  public static MacAddress parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a MAC address: expected one such as 02:00:00:00:00:01");
    }
    long bits = 0;
    for (String part : text.split(":", -1)) {
      bits = bits << 8 | Integer.parseInt(part, 16);
    }
    return new MacAddress(bits);
  }

  /// As iptables-save prints it: `02:00:00:00:00:0A`.
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int up = 40; up >= 0; up -= 8) {
      text.append(text.isEmpty() ? "" : ":").append("%02X".formatted(bits >>> up & 0xff));
    }
    return text.toString();
  }
}
