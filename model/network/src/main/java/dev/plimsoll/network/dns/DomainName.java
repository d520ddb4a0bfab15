package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.address.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A name in DNS, from the root (RFC 1035 §2.3). Upper and lower case are the same.
///
/// @param labels from the left, in lower case; none for the root
public record DomainName(List<String> labels) {

  /// The name of which all others are a part.
  public static final DomainName ROOT = new DomainName(List.of());

  private static final int LONGEST = 253;
  private static final Pattern LABEL = Pattern.compile("[!-~&&[^.]]{1,63}");

  /// Copies the list, in lower case; refuses labels that are empty or of more than 63 characters,
  /// and names of more than 253.
  public DomainName {
    labels = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    for (var label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException(
            "expected labels of 1 to 63 characters, found \"%s\"".formatted(shortened(label)));
      }
    }
    var length = String.join(".", labels).length();
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "expected a name of at most %d characters, found %d".formatted(LONGEST, length));
    }
  }

  /// Reads a name; a dot at its end makes no difference.
  ///
  /// @throws IllegalArgumentException where it is none
  public static DomainName parse(String text) {
    if (text.equals(".")) {
      return ROOT;
    }
    var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return new DomainName(List.of(name.split("\\.", -1)));
  }

  /// The name in `in-addr.arpa` or `ip6.arpa` that says what an address is called.
  public static DomainName of(Address address) {
    return ReverseNames.nameOf(address);
  }

  /// This name below another.
  ///
  /// @throws IllegalArgumentException where that is too long
  public DomainName below(DomainName parent) {
    var all = new ArrayList<>(labels);
    all.addAll(parent.labels);
    return new DomainName(all);
  }

  /// Whether it is that name, or below it.
  public boolean isWithin(DomainName parent) {
    var depth = labels.size() - parent.labels.size();
    return depth >= 0 && labels.subList(depth, labels.size()).equals(parent.labels);
  }

  /// The labels left of a name that it is within.
  List<String> leftOf(DomainName parent) {
    return labels.subList(0, labels.size() - parent.labels.size());
  }

  /// With a dot at its end.
  @Override
  public String toString() {
    return String.join(".", labels) + ".";
  }

  private static String shortened(String label) {
    return label.substring(0, Math.min(label.length(), 80));
  }
}
