package dev.plimsoll.reports.cli;

import dev.plimsoll.network.ingress.HttpRequest;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import java.util.List;

/// What a packet is sent to, as the user says it.
sealed interface TracerouteTarget {

  /// A port of a Service, by number or name.
  record OfService(String namespace, String name, String port) implements TracerouteTarget {}

  /// An address and a port.
  record At(Endpoint endpoint) implements TracerouteTarget {}

  /// What a load balancer of HTTP is asked for.
  record Url(HttpRequest request) implements TracerouteTarget {}

  /// Reads `service/NAMESPACE/NAME:PORT`, `ADDRESS:PORT` or a URL.
  ///
  /// @throws UsageException if it is none of these
  static TracerouteTarget parse(String text) {
    if (text.contains("://")) {
      return new Url(IngressCommand.httpRequest(List.of(text)));
    }
    if (text.startsWith("service/")) {
      var words = text.split("[/:]", -1);
      if (words.length != 4 || text.indexOf(':') < text.lastIndexOf('/')) {
        throw wrong(text);
      }
      return new OfService(words[1], words[2], words[3]);
    }
    try {
      var endpoint = Endpoint.parse(text);
      if (endpoint.hasPort() && endpoint.port() > 0) {
        return new At(endpoint);
      }
    } catch (IllegalArgumentException _) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static UsageException wrong(String text) {
    return new UsageException(
        "expected service/NAMESPACE/NAME:PORT, ADDRESS:PORT or a URL, but is '%s'".formatted(text));
  }
}
