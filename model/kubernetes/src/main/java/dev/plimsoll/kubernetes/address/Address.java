package dev.plimsoll.kubernetes.address;

import dev.plimsoll.checker.value.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One IPv4 or IPv6 address, printed in its one canonical form (RFC 5952 for IPv6).
///
/// @param family which of the two
/// @param high the upper 64 bits of an IPv6 address; 0 for IPv4
/// @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address
public record Address(Family family, long high, long low) implements Comparable<Address>, Word {

  private static final int LONGEST_TEXT = 45;
  private static final Pattern HEXTET = Pattern.compile("[0-9a-fA-F]{1,4}");

  /// Refuses bits that an IPv4 address does not have.
  public Address {
    if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits, found more");
    }
  }

  /// Reads `10.0.0.1`, or the text of an IPv6 address (RFC 4291 §2.2) without a zone. As in Go's
  /// `net.ParseIP`, an octet has no leading zeros: some read `010` as eight.
  ///
  /// @throws IllegalArgumentException where the text is neither
  public static Address parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw wrong(text.substring(0, LONGEST_TEXT) + "...");
    }
    return text.indexOf(':') >= 0 ? ipv6(text) : new Address(Family.IPV4, 0, ipv4(text, text));
  }

  /// The IPv4 address inside an IPv4-mapped IPv6 address (`::ffff:10.0.0.1`, RFC 4291 §2.5.5.2),
  /// else this address. Go's `net.ParseIP`, and with it Kubernetes, makes no difference between
  /// the two; netfilter does.
  public Address unmapped() {
    boolean mapped = family == Family.IPV6 && high == 0 && low >>> 32 == 0xffff;
    return mapped ? new Address(Family.IPV4, 0, low & 0xffff_ffffL) : this;
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

  /// The address and a port in one word: `10.0.0.1:80`, `[fd00::1]:80`.
  public String withPort(int port) {
    return switch (family) {
      case IPV4 -> this + ":" + port;
      case IPV6 -> "[" + this + "]:" + port;
    };
  }

  /// As a record's, but quick from the first call on: addresses are compared for every rule.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Address(var itsFamily, long itsHigh, long itsLow)
        && low == itsLow
        && high == itsHigh
        && family == itsFamily;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * family.bits() + Long.hashCode(high)) + Long.hashCode(low);
  }

  @Override
  public int compareTo(Address other) {
    int order = family.compareTo(other.family);
    order = order == 0 ? Long.compareUnsigned(high, other.high) : order;
    return order == 0 ? Long.compareUnsigned(low, other.low) : order;
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
    int octets = 0;
    for (int start = 0; start <= part.length(); octets++) {
      int dot = part.indexOf('.', start);
      int end = dot < 0 ? part.length() : dot;
      bits = bits << 8 | octet(part, start, end, whole);
      start = end + 1;
    }
    if (octets != 4) {
      throw wrong(whole);
    }
    return bits;
  }

  private static int octet(String text, int start, int end, String whole) {
    int value = 0;
    for (int i = start; i < end; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9' || (digit == '0' && i == start && end > start + 1)) {
        throw wrong(whole);
      }
      value = value * 10 + digit - '0';
    }
    if (end == start || end > start + 3 || value > 255) {
      throw wrong(whole);
    }
    return value;
  }

  private static Address ipv6(String text) {
    int gap = text.indexOf("::");
    List<Integer> all = groups(gap < 0 ? text : text.substring(0, gap), gap < 0, text);
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true, text);
    int missing = 8 - all.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      throw wrong(text);
    }
    all.addAll(Collections.nCopies(missing, 0));
    all.addAll(tail);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | all.get(i);
      low = low << 16 | all.get(i + 4);
    }
    return new Address(Family.IPV6, high, low);
  }

  /// The 16-bit groups of a part; the last four octets of the whole may be a dotted quad.
  private static List<Integer> groups(String part, boolean isTail, String whole) {
    var groups = new ArrayList<Integer>();
    if (part.isEmpty()) {
      return groups;
    }
    String[] words = part.split(":", -1);
    for (int i = 0; i < words.length; i++) {
      if (isTail && i == words.length - 1 && words[i].indexOf('.') >= 0) {
        long quad = ipv4(words[i], whole);
        groups.add((int) (quad >>> 16));
        groups.add((int) (quad & 0xffff));
      } else if (HEXTET.matcher(words[i]).matches()) {
        groups.add(Integer.parseInt(words[i], 16));
      } else {
        throw wrong(whole);
      }
    }
    return groups;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not an address: expected one such as 10.0.0.1 or fd00::1");
  }
}
