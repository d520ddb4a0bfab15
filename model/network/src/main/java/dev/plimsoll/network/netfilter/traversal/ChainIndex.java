package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which rules of a long chain a packet has to be tried against: those that ask for just its
/// destination, and those that ask for no single one.
///
/// All others certainly do not match, and the kernel finds that out before it looks at any of their
/// modules: `net/ipv4/netfilter/ip_tables.c`, `ip_packet_match`.
final class ChainIndex {

  /// From as many rules on an index is worth its making.
  static final int LONG = 64;

  private static final int[] NONE = {};

  private final int size;
  private final Map<Address, int[]> byDestination = new HashMap<>();
  private final int[] others;

  ChainIndex(Chain chain) {
    size = chain.rules().size();
    var found = new HashMap<Address, List<Integer>>();
    var rest = new ArrayList<Integer>();
    for (var i = 0; i < size; i++) {
      var destinations = destinations(chain.rules().get(i));
      var into = new ArrayList<List<Integer>>();
      destinations.forEach(
          address -> into.add(found.computeIfAbsent(address, _ -> new ArrayList<>())));
      if (into.isEmpty()) {
        into.add(rest);
      }
      for (var list : into) {
        list.add(i);
      }
    }
    found.forEach((address, rules) -> byDestination.put(address, array(rules)));
    others = array(rest);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The single addresses that a rule asks for; none if it asks for a network, or for none.
  private static List<Address> destinations(Rule rule) {
    for (var module : rule.modules()) {
      for (var test : module.tests()) {
        if (!test.not() && test.match() instanceof Match.Destination(var prefixes)) {
          var isSingle =
              prefixes.stream().allMatch(prefix -> prefix.mask().complement().isUnspecified());
          return isSingle
              ? prefixes.stream().map(prefix -> prefix.address()).distinct().toList()
              : List.of();
        }
      }
    }
    return List.of();
  }

  /// The first rule from a place on that a packet has to be tried against; the number of rules if
  /// there is none.
  int next(int from, Address destination) {
    return Math.min(next(from, byDestination.getOrDefault(destination, NONE)), next(from, others));
  }

  private int next(int from, int[] rules) {
    var place = Arrays.binarySearch(rules, from);
    var at = place < 0 ? -place - 1 : place;
    return at < rules.length ? rules[at] : size;
  }
}
