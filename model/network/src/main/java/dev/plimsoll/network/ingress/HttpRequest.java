package dev.plimsoll.network.ingress;

import java.util.Locale;

/// A request as it arrives at the load balancer.
///
/// @param isSecure whether it comes over TLS
/// @param host the Host header without a port, in lower case; empty where there is none
/// @param port that it is sent to
/// @param path begins with `/`, without a query, as it is written
public record HttpRequest(boolean isSecure, String host, int port, String path) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /// Puts the host in lower case; refuses what is no host, path or port.
  public HttpRequest {
    host = host.toLowerCase(Locale.ROOT);
    if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "expected a path that begins with / and has no query, found \"%s\"".formatted(path));
    }
    if (!host.matches("[-_.a-z0-9]*|\\[[:.0-9a-f]+]")) {
      throw new IllegalArgumentException(
          "expected a host such as www.example.com, without a port, found \"%s\"".formatted(host));
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("expected a port of 1 to 65535, found " + port);
    }
  }

  /// One without TLS, to the port that is meant for it.
  public static HttpRequest http(String host, String path) {
    return new HttpRequest(false, host, HTTP, path);
  }

  /// One with TLS, to the port that is meant for it.
  public static HttpRequest https(String host, String path) {
    return new HttpRequest(true, host, HTTPS, path);
  }

  /// Whether it is sent to the port where load balancers wait for its kind: 80, and 443 with TLS.
  /// An Ingress cannot name others.
  public boolean isToTheUsualPort() {
    return port == (isSecure ? HTTPS : HTTP);
  }

  /// Its URL.
  @Override
  public String toString() {
    return "%s://%s%s%s"
        .formatted(isSecure ? "https" : "http", host, isToTheUsualPort() ? "" : ":" + port, path);
  }
}
