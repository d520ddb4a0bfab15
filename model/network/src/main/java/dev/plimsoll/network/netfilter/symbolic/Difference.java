package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Exactly the packets that have another fate under other rules.
///
/// @param changes no two with the same fates before and after; the largest first
/// @param packets the number of packets that there are
public record Difference(List<Change> changes, BigInteger packets) {

  public Difference {
    changes = List.copyOf(changes);
  }

  /// Packets that had one fate and now have another.
  ///
  /// @param size the number of packets
  public record Change(Fate before, Fate after, BigInteger size, PacketSet packets) {}

  private record Pair(int before, int after) {}

  /// What changes from some rules to others, on one node.
  ///
  /// @throws IllegalArgumentException if the rules are for different families
  /// @throws TooLargeException if the packets cannot be told apart within the limits
  public static Difference of(RuleSet before, RuleSet after, Node node, History history) {
    Family family = before.family().or(after::family).orElse(Family.IPV4);
    for (RuleSet each : List.of(before, after)) {
      if (each.family().isPresent() && each.family().get() != family) {
        throw new IllegalArgumentException(
            "%s is for %s and %s for %s: expected two dumps of the same family"
                .formatted(before.source(), family, after.source(), each.family().get()));
      }
    }
    var space = new HeaderSpace(family, List.of(before, after), node);
    var numbers = new Partition.Numbers();
    int old = Partition.of(space, numbers, before, history, Visits.UNSEEN).function();
    int young = Partition.of(space, numbers, after, history, Visits.UNSEEN).function();
    var pairs = new ArrayList<Pair>();
    var known = new HashMap<Pair, Integer>();
    int function =
        space.diagrams.combine(
            space.diagrams.operation(),
            (was, is) ->
                was == is
                    ? 0
                    : known.computeIfAbsent(
                        new Pair(was, is),
                        pair -> {
                          pairs.add(pair);
                          return pairs.size();
                        }),
            old,
            young);
    var changes = new ArrayList<Change>();
    Sizes.of(space, function)
        .forEach(
            (number, size) -> {
              Pair pair = pairs.get(number - 1);
              changes.add(
                  new Change(
                      numbers.fate(pair.before),
                      numbers.fate(pair.after),
                      size,
                      new PacketSet(space, function, number)));
            });
    changes.sort(
        Comparator.comparing(Change::size)
            .reversed()
            .thenComparing(change -> change.before() + " " + change.after()));
    return new Difference(changes, space.size(space.all));
  }
}
