package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Walks packets through the rules of one node.
///
/// NAT is consulted for the first packet of a connection only. A later one is rewritten as its
/// connection is, if that is [Tracked]; of a packet in another state than NEW whose connection is
/// not given, no rewriting is known here, and none carried out.
///
/// Where rules make the kernel put fragments together, a fragment goes the way of its whole packet.
public final class Traversal {

  /// The number of walks for one packet.
  public static final int MOST_WALKS = 4096;

  /// The number of rules tried for one packet, over all walks.
  public static final int MOST_RULES = 10_000_000;

  private final RuleSet rules;
  private final Node node;
  private final History history;
  private final Optional<Family> family;
  private final boolean tracksConnections;
  private final boolean joinsFragments;
  private final IdentityHashMap<Chain, ChainIndex> indexes = new IdentityHashMap<>();

  /// @param rules what the node's kernel holds
  /// @param node its addresses and routes
  /// @param history what the lists of `-m recent` hold
  public Traversal(RuleSet rules, Node node, History history) {
    this.rules = rules;
    this.node = node;
    this.history = history;
    family = rules.family();
    tracksConnections = rules.tracksConnections();
    joinsFragments = rules.joinsFragments();
    for (var table : rules.tables().values()) {
      for (var chain : table.chains().values()) {
        if (chain.rules().size() >= ChainIndex.LONG) {
          indexes.put(chain, new ChainIndex(chain));
        }
      }
    }
  }

  /// A traversal that knows nothing of the lists of `-m recent`.
  public Traversal(RuleSet rules, Node node) {
    this(rules, node, History.UNKNOWN);
  }

  /// What the node's kernel holds.
  public RuleSet rules() {
    return rules;
  }

  Node node() {
    return node;
  }

  History history() {
    return history;
  }

  /// See [RuleSet#tracksConnections()].
  boolean tracksConnections() {
    return tracksConnections;
  }

  /// The first rule of a chain, from a place on, that may match; the number of rules if none may.
  int next(Chain chain, int from, Address destination) {
    var index = indexes.get(chain);
    return index == null ? from : index.next(from, destination);
  }

  /// Every way a packet can go; in the order in which the rules fork, at least one.
  ///
  /// The number of walks and of rules tried is limited; what is left then is
  /// [Verdict#UNDECIDED], with its share of the probability, so that the outcomes are complete.
  ///
  /// @throws IllegalArgumentException if the rules are for the other family of addresses
  public List<Outcome> outcomes(Packet packet) {
    return outcomes(packet, Optional.empty());
  }

  /// Every way that a packet of a connection can go.
  ///
  /// @param connection decides on the packet's state and how it is rewritten; nothing for a packet
  ///     whose state says all that is known
  public List<Outcome> outcomes(Packet packet, Optional<Tracked> connection) {
    Family asked = packet.source().address().family();
    if (family.isPresent() && family.get() != asked) {
      throw new IllegalArgumentException(
          packet + ": expected a packet of the family of " + rules.source() + ", " + family.get());
    }
    Packet met = joinsFragments ? packet.whole() : packet;
    return new Exploration(this, met, connection).outcomes();
  }
}
