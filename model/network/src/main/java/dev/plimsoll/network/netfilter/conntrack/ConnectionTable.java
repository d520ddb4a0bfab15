package dev.plimsoll.network.netfilter.conntrack;

import dev.plimsoll.network.netfilter.TcpFlag;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The connections that a node's kernel knows; immutable.
///
/// No two of them have a tuple in common, in either direction.
public record ConnectionTable(Set<Connection> connections) {

  /// No connections.
  public static final ConnectionTable EMPTY = new ConnectionTable(Set.of());

  public ConnectionTable {
    connections = Set.copyOf(connections);
  }

  /// The connection that a packet is of, as it comes.
  public Optional<Tracked> find(Tuple packet) {
    for (var connection : connections) {
      if (connection.original().equals(packet) || connection.reply().equals(packet)) {
        return Optional.of(new Tracked(connection, !connection.original().equals(packet)));
      }
    }
    return Optional.empty();
  }

  /// Enters a connection whose first packet is about to leave: `__nf_conntrack_confirm`.
  ///
  /// @return nothing if another has one of its tuples by now, so that the packet is dropped
  public Optional<ConnectionTable> confirmed(Connection opened) {
    return find(opened.original()).or(() -> find(opened.reply())).isPresent()
        ? Optional.empty()
        : Optional.of(with(opened));
  }

  /// After one more packet of a connection.
  ///
  /// @return nothing if the packet cannot be of it, and so is invalid
  public Optional<ConnectionTable> seen(Tracked tracked, Set<TcpFlag> flags) {
    return tracked
        .connection()
        .after(tracked.isReply(), flags)
        .map(after -> without(tracked.connection()::equals).with(after));
  }

  /// Some connections taken out: deleted by `conntrack -D`, or timed out.
  public ConnectionTable without(Predicate<Connection> gone) {
    var rest = new HashSet<>(connections);
    rest.removeIf(gone);
    return new ConnectionTable(rest);
  }

  private ConnectionTable with(Connection more) {
    var all = new HashSet<>(connections);
    all.add(more);
    return new ConnectionTable(all);
  }
}
