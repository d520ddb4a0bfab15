package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.RuleSet;
import java.util.List;
import java.util.Optional;

/// Walks packets through the rules of one node.
///
/// NAT is consulted for the first packet of a connection only; for a packet in another state the
/// rewriting that its connection may have is not known here and not carried out.
///
/// @param rules what the node's kernel holds
/// @param node its addresses and routes
/// @param history what the lists of `-m recent` hold
public record Traversal(RuleSet rules, Node node, History history) {

  /// The number of walks for one packet.
  public static final int MOST_WALKS = 4096;

  /// The number of rules tried for one packet, over all walks.
  public static final int MOST_RULES = 10_000_000;

  /// A traversal that knows nothing of the lists of `-m recent`.
  public Traversal(RuleSet rules, Node node) {
    this(rules, node, History.UNKNOWN);
  }

  /// Every way a packet can go; in the order in which the rules fork, at least one.
  ///
  /// The number of walks and of rules tried is limited; what is left then is
  /// [Verdict#UNDECIDED], with its share of the probability, so that the outcomes are complete.
  ///
  /// @throws IllegalArgumentException if the rules are for the other family of addresses
  public List<Outcome> outcomes(Packet packet) {
    Family family = packet.source().address().family();
    if (!rules.family().equals(Optional.of(family)) && rules.family().isPresent()) {
      throw new IllegalArgumentException(
          packet
              + ": expected a packet of the family of "
              + rules.source()
              + ", "
              + rules.family().get());
    }
    return new Exploration(this, packet).outcomes();
  }
}
