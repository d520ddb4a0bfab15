package dev.plimsoll.network.topology;

import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.List;
import java.util.Optional;

/// Who listens in a namespace.
///
/// @param listeners those that are known
/// @param others what is known of other ports
public record Sockets(List<Listener> listeners, Others others) {

  /// Everybody is answered.
  public static final Sockets ALL = new Sockets(List.of(), Others.OPEN);

  /// A socket that waits for packets at a port, to any address of the namespace.
  ///
  /// @param owner who has opened it, in words
  public record Listener(IpProtocol protocol, int port, String owner) {}

  /// What is known of ports at which nobody is known to listen.
  public enum Others {
    /// Nobody does.
    CLOSED,
    /// Nothing.
    UNKNOWN,
    /// Somebody does.
    OPEN
  }

  /// Copies the list.
  public Sockets {
    listeners = List.copyOf(listeners);
  }

  /// Who is known to listen at a port.
  public Optional<Listener> at(IpProtocol protocol, int port) {
    return listeners.stream()
        .filter(each -> each.protocol().equals(protocol) && each.port() == port)
        .findFirst();
  }
}
