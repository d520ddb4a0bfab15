package dev.plimsoll.network.walks;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A packet that went through the rules of a node.
///
/// @param what the packet is, such as `the client's first packet`
/// @param note what is to be seen; empty if nothing
/// @param rules those of the node, called after it
/// @param ways every way that the packet could go
/// @param taken the one that it went; empty where any of them may be
public record SentPacket(
    String what, String note, RuleSet rules, Packet packet, List<Outcome> ways, OptionalInt taken) {

  public SentPacket {
    ways = List.copyOf(ways);
    if (taken.isPresent() && taken.getAsInt() >= ways.size()) {
      throw new IllegalArgumentException(
          "way %d of %d: expected one that there is".formatted(taken.getAsInt(), ways.size()));
    }
  }

  /// A packet that any of its ways may be the one of.
  public static SentPacket through(Traversal kernel, String what, Packet packet) {
    var ways = kernel.outcomes(packet);
    return new SentPacket(what, "", kernel.rules(), packet, ways, OptionalInt.empty());
  }

  /// A packet of a connection.
  ///
  /// @param of nothing for a packet of which no connection is known
  public static SentPacket through(
      Traversal kernel, String what, Packet packet, Optional<Tracked> of) {
    var ways = kernel.outcomes(packet, of);
    return new SentPacket(what, "", kernel.rules(), packet, ways, OptionalInt.empty());
  }

  /// The packet, of which is known which way it went: the first such one.
  public SentPacket going(Predicate<Outcome> way) {
    var first = IntStream.range(0, ways.size()).filter(i -> way.test(ways.get(i))).findFirst();
    return new SentPacket(what, note, rules, packet, ways, first);
  }

  /// The packet, with a word on what is to be seen.
  public SentPacket noted(String words) {
    return new SentPacket(what, words, rules, packet, ways, taken);
  }
}
