package dev.plimsoll.kubernetes.ingress;

import java.util.regex.Pattern;

/// The host of a rule, or of a certificate.
///
/// @param name a domain name, `*.` and a domain name, or nothing: any host
public record IngressHost(String name) {

  private static final String WILDCARD = "*.";
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile("(\\*\\.)?%1$s(\\.%1$s)*".formatted(LABEL));
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

  /// Any host.
  public static final IngressHost ANY = new IngressHost("");

  /// Refuses names that the API server refuses.
  public IngressHost {
    if (ADDRESS.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name, not an address, found \"%s\"".formatted(name));
    }
    if (!name.isEmpty() && (name.length() > 253 || !NAME.matcher(name).matches())) {
      throw new IllegalArgumentException(
          "expected a name of lower-case letters, digits, '-' and '.', perhaps with *. before it,"
              + " found \"%s\"".formatted(name.substring(0, Math.min(name.length(), 80))));
    }
  }

  /// Whether it stands for every host.
  public boolean isAny() {
    return name.isEmpty();
  }

  /// Whether its first label is `*`.
  public boolean isWildcard() {
    return name.startsWith(WILDCARD);
  }

  /// Whether a host is meant: it is this one, or where this is a wildcard, one label and then the
  /// rest of this one.
  ///
  /// @param host in lower case
  public boolean covers(String host) {
    if (isAny()) {
      return true;
    }
    return isWildcard()
        ? host.indexOf('.') > 0 && host.substring(host.indexOf('.') + 1).equals(name.substring(2))
        : host.equals(name);
  }

  /// Its name; `*` where it is any.
  @Override
  public String toString() {
    return isAny() ? "*" : name;
  }
}
