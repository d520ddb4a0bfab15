package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All packets of one family, in classes of those that have the same fate.
public final class Partition {

  /// Packets with the same fate.
  ///
  /// @param size the number of packets
  /// @param packets the packets
  public record PacketClass(Fate fate, BigInteger size, PacketSet packets) {}

  private final HeaderSpace space;
  private final Numbers numbers;
  private final int function;

  /// Fates by number, from 2 on: 0 is for what is undefined, 1 for the members of sets.
  record Numbers(List<Fate> fates, Map<Fate, Integer> numbers) {

    private static final int FIRST = 2;

    Numbers() {
      this(new ArrayList<>(), new HashMap<>());
    }

    int number(Fate fate) {
      return numbers.computeIfAbsent(
          fate,
          _ -> {
            fates.add(fate);
            return fates.size() - 1 + FIRST;
          });
    }

    Fate fate(int number) {
      return fates.get(number - FIRST);
    }
  }

  private Partition(HeaderSpace space, Numbers numbers, int function) {
    this.space = space;
    this.numbers = numbers;
    this.function = function;
  }

  /// The family of the packets that a rule set is for: that of its addresses, else IPv4.
  public static Family family(RuleSet rules) {
    return rules.family().orElse(Family.IPV4);
  }

  /// The classes of the packets that a node can get or make.
  ///
  /// @throws TooLargeException if they cannot be told apart within the limits
  public static Partition of(RuleSet rules, Node node, History history) {
    var space = new HeaderSpace(family(rules), List.of(rules), node);
    return of(space, new Numbers(), rules, history, Visits.UNSEEN);
  }

  static Partition of(
      HeaderSpace space, Numbers numbers, RuleSet rules, History history, Visits visits) {
    var fates = new Fates();
    int trees = new Sweep(space, fates, rules, history, visits).run();
    var known = new HashMap<Integer, Integer>();
    int function =
        space.diagrams.map(
            tree -> known.computeIfAbsent(tree, each -> numbers.number(fates.fate(each))), trees);
    return new Partition(space, numbers, function);
  }

  /// For every packet the number of its fate.
  int function() {
    return function;
  }

  /// Every packet.
  public PacketSet all() {
    return new PacketSet(space, space.all, 1);
  }

  /// The number of nodes of all the decision diagrams it took.
  public int nodes() {
    return space.diagrams.size();
  }

  /// The classes: they have no packet in common, and together all. The largest first.
  public List<PacketClass> classes() {
    var classes = new ArrayList<PacketClass>();
    Sizes.of(space, function)
        .forEach(
            (number, size) ->
                classes.add(
                    new PacketClass(
                        numbers.fate(number), size, new PacketSet(space, function, number))));
    classes.sort(
        Comparator.comparing(PacketClass::size)
            .reversed()
            .thenComparing(each -> each.fate().toString()));
    return classes;
  }

  /// The fate of one packet.
  ///
  /// @throws IllegalArgumentException if it is of the other family, or it is not known by which
  ///     interface it comes
  public Fate fate(Packet packet) {
    return numbers.fate(Packets.value(space, function, packet));
  }
}
