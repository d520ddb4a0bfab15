package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final Matching matching;
  private final Optional<Family> family;
  private final Map<TableName, ReadyTable> tables = new EnumMap<>(TableName.class);
  private final boolean tracksConnections;
  private final boolean joinsFragments;

  /// @param rules what the node's kernel holds
  /// @param node its addresses and routes
  /// @param history what the lists of `-m recent` hold
  public Traversal(RuleSet rules, Node node, History history) {
    this.rules = rules;
    this.node = node;
    matching = new Matching(node, history, rules.sets());
    family = rules.family();
    tracksConnections = rules.tracksConnections();
    joinsFragments = rules.joinsFragments();
    rules.tables().forEach((name, table) -> tables.put(name, new ReadyTable(table, matching)));
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

  Matching matching() {
    return matching;
  }

  /// See [RuleSet#tracksConnections()].
  boolean tracksConnections() {
    return tracksConnections;
  }

  /// The chain that a hook calls in a table; null if the table was not loaded or has none.
  @Nullable ReadyChain builtIn(TableName name, Hook hook) {
    ReadyTable table = tables.get(name);
    return table == null ? null : table.builtIn(hook);
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
    check(packet);
    Packet met = met(packet);
    return List.copyOf(new Exploration(this, met, connection).outcomes().get(met));
  }

  /// What becomes of each of several packets, first packets of connections; their ways are not
  /// kept. Packets that differ in their sources alone go together as far as rules take
  /// them the same way, which costs little more than the way of one.
  ///
  /// @return for each packet, what [#outcomes(Packet)] says, without ways
  /// @throws IllegalArgumentException if the rules are for the other family of addresses
  public List<List<Outcome>> outcomesOfAll(List<Packet> packets) {
    packets.forEach(this::check);
    List<Packet> met = packets.stream().map(this::met).toList();
    var outcomes = new IdentityHashMap<Packet, List<Outcome>>();
    for (List<Packet> alike : alike(met)) {
      outcomes.putAll(new Exploration(this, alike).outcomes());
    }
    return met.stream().map(packet -> List.copyOf(outcomes.get(packet))).toList();
  }

  /// The packets, those together that differ in their sources alone: a few groups.
  private static List<List<Packet>> alike(List<Packet> packets) {
    var groups = new ArrayList<List<Packet>>();
    for (Packet packet : packets) {
      List<Packet> own = null;
      for (List<Packet> group : groups) {
        own = group.getFirst().differsInSourceAlone(packet) ? group : own;
      }
      if (own == null) {
        own = new ArrayList<>();
        groups.add(own);
      }
      own.add(packet);
    }
    return groups;
  }

  /// What rules see of a packet.
  private Packet met(Packet packet) {
    return joinsFragments ? packet.whole() : packet;
  }

  private void check(Packet packet) {
    Family asked = packet.source().address().family();
    if (family.isPresent() && family.get() != asked) {
      throw new IllegalArgumentException(
          packet + ": expected a packet of the family of " + rules.source() + ", " + family.get());
    }
  }
}
