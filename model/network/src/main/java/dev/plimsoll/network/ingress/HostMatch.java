package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.IngressHost;
import java.util.Optional;

/// How a host is meant by that of a rule; the first is the closest.
public enum HostMatch {
  /// By its name.
  EXACT,
  /// By a wildcard in the place of its first label.
  WILDCARD,
  /// As any other.
  ANY;

  /// How it is meant, if it is.
  ///
  /// @param host of a request, in lower case
  public static Optional<HostMatch> of(IngressHost rule, String host) {
    if (!rule.covers(host)) {
      return Optional.empty();
    }
    return Optional.of(rule.isAny() ? ANY : rule.isWildcard() ? WILDCARD : EXACT);
  }
}
