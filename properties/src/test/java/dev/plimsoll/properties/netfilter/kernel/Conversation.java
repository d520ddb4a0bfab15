package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Delivery;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A first packet and, if it leaves the node, more packets of its connection: the same again, an
/// answer to what left, and one after that.
///
/// It ends where the connection is not known any more: after a packet that was dropped, perhaps
/// before it was tracked, or left untracked, or has changed the connection's mark.
final class Conversation {

  private final Agreement.Rules rules;
  private final Random random;

  Conversation(Agreement.Rules rules, Random random) {
    this.rules = rules;
    this.random = random;
  }

  /// Sends the packets; an assertion fails where the kernel and the model differ.
  void hold(Packet first) {
    var outcome = rules.send(new Probe(first, Direction.ORIGINAL));
    var source = outcome.source();
    if (!goesOn(outcome) || source.isEmpty() || !isForwarded(outcome)) {
      return;
    }
    var original = new Tuple(first.protocol(), first.source(), first.destination());
    var left = new Tuple(first.protocol(), source.get(), outcome.destination());
    if (left.source().hasPort() && !left.equals(original.reversed())) {
      Connection.opened(original, left, first.tcpFlags())
          .flatMap(connection -> next(first, connection, false))
          .flatMap(connection -> next(answer(left, outcome), connection, true))
          .ifPresent(connection -> next(first.withFlags(Set.of(TcpFlag.ACK)), connection, false));
    }
  }

  /// What is delivered to the node is answered by it, with errors that rules of OUTPUT meet.
  private static boolean isForwarded(Outcome outcome) {
    return outcome.delivery() == Delivery.FORWARD && outcome.exit().isPresent();
  }

  private Packet answer(Tuple left, Outcome outcome) {
    var back = left.reversed();
    var answer =
        Packet.first(
                back.protocol(),
                back.source(),
                back.destination(),
                new Arrival.Received(outcome.exit()))
            .withFlags(EnumSet.of(TcpFlag.SYN, TcpFlag.ACK));
    return World.framed(answer, random);
  }

  /// One more packet.
  ///
  /// @return the connection after it; nothing if that is not known
  private Optional<Connection> next(Packet packet, Connection connection, boolean isReply) {
    var tracked = new Tracked(connection, isReply);
    var after = new ConnectionTable(Set.of(connection)).seen(tracked, packet.tcpFlags());
    var sent = packet.in(after.isPresent() ? tracked.state() : ConnectionState.INVALID);
    var outcome =
        rules.sendNext(
            new Probe(sent, isReply ? Direction.REPLY : Direction.ORIGINAL),
            after.map(known -> tracked));
    return after
        .filter(known -> goesOn(outcome) && isForwarded(outcome))
        .flatMap(known -> known.connections().stream().findFirst());
  }

  private boolean goesOn(Outcome outcome) {
    return outcome.verdict() == Verdict.ACCEPT
        && !rules.hasMet(
            outcome,
            target ->
                target instanceof Target.Notrack
                    || target instanceof Target.SetConnMark
                    || target instanceof Target.SaveMark);
  }
}
