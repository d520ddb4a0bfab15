package dev.plimsoll.network.netfilter.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One IPv4 or IPv6 address.
///
/// @param high the upper 64 bits of an IPv6 address; 0 for IPv4
/// @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address
public record Address(Family family, long high, long low) implements Comparable<Address> {

  private static final int LONGEST_TEXT = 45;
  private static final Comparator<Address> ORDER =
      Comparator.comparing(Address::family)
          .thenComparing(Address::high, Long::compareUnsigned)
          .thenComparing(Address::low, Long::compareUnsigned);

  public Address {
    if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /// Reads `10.0.0.1` or the text of an IPv6 address (RFC 4291 §2.2, without a zone).
  public static Address parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw wrong(text.substring(0, LONGEST_TEXT) + "...");
    }
    return text.indexOf(':') >= 0 ? ipv6(text) : new Address(Family.IPV4, 0, ipv4(text, text));
  }

  /// The mask of `length` leading ones.
  public static Address mask(Family family, int length) {
    if (length < 0 || length > family.bits()) {
      throw new IllegalArgumentException(
          "prefix length " + length + ": expected 0 to " + family.bits());
    }
    if (family == Family.IPV4) {
      return new Address(family, 0, length == 0 ? 0 : (-1L << (32 - length)) & 0xffffffffL);
    }
    long high = length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    long low = length <= 64 ? 0 : -1L << (128 - length);
    return new Address(family, high, low);
  }

  /// Bitwise and, with an address of the same family.
  public Address and(Address other) {
    return new Address(family, high & other.high, low & other.low);
  }

  /// Bitwise or, with an address of the same family.
  public Address or(Address other) {
    return new Address(family, high | other.high, low | other.low);
  }

  /// All bits flipped.
  public Address complement() {
    return new Address(family, family == Family.IPV4 ? 0 : ~high, low ^ width());
  }

  /// The next address; the last one is followed by the first.
  public Address next() {
    long next = (low + 1) & width();
    boolean carry = family == Family.IPV6 && next == 0;
    return new Address(family, carry ? high + 1 : high, next);
  }

  /// 127.0.0.0/8 or ::1.
  public boolean isLoopback() {
    return family == Family.IPV4 ? low >>> 24 == 127 : high == 0 && low == 1;
  }

  /// 224.0.0.0/4 or ff00::/8.
  public boolean isMulticast() {
    return family == Family.IPV4 ? low >>> 28 == 14 : high >>> 56 == 0xff;
  }

  /// All bits zero.
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  @Override
  public int compareTo(Address other) {
    return ORDER.compare(this, other);
  }

  /// The text of RFC 5952 (IPv6) or a dotted quad.
  @Override
  public String toString() {
    if (family == Family.IPV4) {
      return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4))) & 0xffff;
    }
    int[] zeros = longestZeros(groups);
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == zeros[0]) {
        text.append("::");
        i += zeros[1] - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  /// RFC 5952 §4.2: the first longest run of two or more zero groups, as {start, length}.
  private static int[] longestZeros(int[] groups) {
    int[] best = {-1, 1};
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end] == 0) {
        end++;
      }
      if (end - i > best[1]) {
        best = new int[] {i, end - i};
      }
    }
    return best;
  }

  private long width() {
    return family == Family.IPV4 ? 0xffffffffL : -1L;
  }

  private static long ipv4(String part, String whole) {
    long bits = 0;
    String[] octets = part.split("\\.", -1);
    if (octets.length != 4) {
      throw wrong(whole);
    }
    for (String octet : octets) {
      bits = bits << 8 | digits(octet, 10, 3, 255, whole);
    }
    return bits;
  }

  private static Address ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      throw wrong(text);
    }
    List<Integer> before = groups(gap < 0 ? text : text.substring(0, gap), text);
    List<Integer> after = gap < 0 ? List.of() : groups(text.substring(gap + 2), text);
    int missing = 8 - before.size() - after.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      throw wrong(text);
    }
    var all = new ArrayList<>(before);
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(after);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | all.get(i);
      low = low << 16 | all.get(i + 4);
    }
    return new Address(Family.IPV6, high, low);
  }

  private static List<Integer> groups(String part, String whole) {
    var groups = new ArrayList<Integer>();
    if (part.isEmpty()) {
      return groups;
    }
    String[] words = part.split(":", -1);
    for (int i = 0; i < words.length; i++) {
      if (i == words.length - 1 && words[i].indexOf('.') >= 0) {
        long tail = ipv4(words[i], whole);
        groups.add((int) (tail >>> 16));
        groups.add((int) (tail & 0xffff));
      } else {
        groups.add(digits(words[i], 16, 4, 0xffff, whole));
      }
    }
    return groups;
  }

  private static int digits(String text, int radix, int longest, int largest, String whole) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0 || text.charAt(i) > 'f') {
        throw wrong(whole);
      }
      value = value * radix + digit;
    }
    if (text.isEmpty() || text.length() > longest || value > largest) {
      throw wrong(whole);
    }
    return value;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not an address: expected one such as 10.0.0.1 or fd00::1");
  }
}
