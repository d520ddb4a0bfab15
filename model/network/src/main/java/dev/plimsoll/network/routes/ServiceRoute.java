package dev.plimsoll.network.routes;

import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.proxy.ServicePortName;
import java.util.List;

/// Where the packets of one client to one offer of a service port go.
///
/// @param service the service port
/// @param offer the address and port that the client sends to
/// @param client who sends
/// @param expected what the Service asks for
/// @param outcomes what the rules do with the first packet of a connection
public record ServiceRoute(
    ServicePortName service,
    Offer offer,
    Client client,
    Expectation expected,
    List<Outcome> outcomes) {

  /// Copies the list.
  public ServiceRoute {
    outcomes = List.copyOf(outcomes);
  }

  /// The first packet of a connection, as the client sends it.
  public Packet packet() {
    return client.packet(service.protocol(), offer);
  }
}
