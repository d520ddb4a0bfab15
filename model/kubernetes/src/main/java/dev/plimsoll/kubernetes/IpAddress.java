package dev.plimsoll.kubernetes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An address of either family, printed in its one canonical form (RFC 5952 for IPv6).
///
/// An IPv4 address is held in the low 32 bits. An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`) is
/// the IPv4 address, as in Go's `net.ParseIP`, which Kubernetes uses.
///
/// @param family which family
/// @param high the upper 64 bits of an IPv6 address; 0 for IPv4
/// @param low the lower 64 bits; at most 32 of them used for IPv4
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

  private static final int LONGEST_TEXT = 45;
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern HEXTET = Pattern.compile("[0-9a-fA-F]{1,4}");

  /// Refuses bits that an IPv4 address does not have.
  public IpAddress {
    if (family == IpFamily.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits, found more");
    }
  }

  /// Reads a dotted quad or an IPv6 address without zone.
  ///
  /// @throws IllegalArgumentException where the text is neither
  public static IpAddress parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw notAnAddress(text.substring(0, LONGEST_TEXT) + "...");
    }
    return text.indexOf(':') < 0
        ? new IpAddress(IpFamily.IPV4, 0, quad(text, text))
        : parseIpv6(text);
  }

  private static IpAddress parseIpv6(String text) {
    var gap = text.indexOf("::");
    List<Integer> front;
    List<Integer> back;
    if (gap < 0) {
      front = hextets(text, true, text);
      back = List.of();
    } else {
      front = hextets(text.substring(0, gap), false, text);
      back = hextets(text.substring(gap + 2), true, text);
    }
    var missing = 8 - front.size() - back.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      throw notAnAddress(text);
    }
    var groups = new ArrayList<>(front);
    for (var i = 0; i < missing; i++) {
      groups.add(0);
    }
    groups.addAll(back);
    var high = 0L;
    var low = 0L;
    for (var i = 0; i < 4; i++) {
      high = high << 16 | groups.get(i);
      low = low << 16 | groups.get(i + 4);
    }
    var mapped = high == 0 && low >>> 32 == 0xffff;
    return mapped
        ? new IpAddress(IpFamily.IPV4, 0, low & 0xffff_ffffL)
        : new IpAddress(IpFamily.IPV6, high, low);
  }

  private static List<Integer> hextets(String part, boolean isTail, String whole) {
    if (part.isEmpty()) {
      return List.of();
    }
    var groups = new ArrayList<Integer>();
    var texts = Arrays.asList(part.split(":", -1));
    for (var i = 0; i < texts.size(); i++) {
      var group = texts.get(i);
      if (isTail && i == texts.size() - 1 && group.indexOf('.') >= 0) {
        var quad = quad(group, whole);
        groups.add((int) (quad >>> 16));
        groups.add((int) (quad & 0xffff));
      } else if (HEXTET.matcher(group).matches()) {
        groups.add(Integer.parseInt(group, 16));
      } else {
        throw notAnAddress(whole);
      }
    }
    return groups;
  }

  private static long quad(String text, String whole) {
    var octets = text.split("\\.", -1);
    if (octets.length != 4) {
      throw notAnAddress(whole);
    }
    var value = 0L;
    for (var octet : octets) {
      if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
        throw notAnAddress(whole);
      }
      value = value << 8 | Integer.parseInt(octet);
    }
    return value;
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "expected an IP address such as 10.0.0.1 or fd00::1, found \"" + text + "\"");
  }

  /// Whether this is an address of the machine itself: `127.0.0.0/8` or `::1`.
  public boolean isLoopback() {
    return switch (family) {
      case IPV4 -> low >>> 24 == 127;
      case IPV6 -> high == 0 && low == 1;
    };
  }

  /// The address and a port in one word: `10.0.0.1:80`, `[fd00::1]:80`.
  public String withPort(int port) {
    return switch (family) {
      case IPV4 -> this + ":" + port;
      case IPV6 -> "[" + this + "]:" + port;
    };
  }

  @Override
  public int compareTo(IpAddress other) {
    var byFamily = family.compareTo(other.family);
    var byHigh = Long.compareUnsigned(high, other.high);
    return byFamily != 0 ? byFamily : byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return switch (family) {
      case IPV4 ->
          (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
      case IPV6 -> ipv6Text();
    };
  }

  /// RFC 5952, section 4: the first longest run of two or more zero groups is `::`.
  private String ipv6Text() {
    var groups = new ArrayList<Integer>();
    for (var shift = 48; shift >= 0; shift -= 16) {
      groups.add((int) (high >>> shift & 0xffff));
    }
    for (var shift = 48; shift >= 0; shift -= 16) {
      groups.add((int) (low >>> shift & 0xffff));
    }
    var start = 0;
    var length = 0;
    for (var i = 0; i < 8; i++) {
      var end = i;
      while (end < 8 && groups.get(end) == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return length < 2
        ? joined(groups)
        : joined(groups.subList(0, start)) + "::" + joined(groups.subList(start + length, 8));
  }

  private static String joined(List<Integer> groups) {
    return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
  }
}
