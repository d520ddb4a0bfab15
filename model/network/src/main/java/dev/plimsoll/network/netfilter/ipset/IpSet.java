package dev.plimsoll.network.netfilter.ipset;

import dev.plimsoll.network.netfilter.Side;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A set: its entries, the one with the longest prefixes first, as the kernel looks for them.
///
/// Linux 6.x `net/netfilter/ipset/ip_set_core.c`, `ip_set_test`; `ip_set_hash_gen.h`,
/// `mtype_test_cidrs`.
///
/// @param dimensions how many parts its entries have
record IpSet(int dimensions, List<Entry> entries) {

  /// @param elements one for each part, or fewer, and then it is asked after those with more
  /// @param isException `nomatch`: what it is about is not in the set
  record Entry(List<Element> elements, boolean isException) {

    private int length(int at) {
      return at < elements.size() ? elements.get(at).length() : 0;
    }
  }

  IpSet {
    entries =
        entries.stream()
            .sorted(
                Comparator.comparingInt((Entry entry) -> entry.length(0))
                    .thenComparingInt(entry -> entry.length(1))
                    .thenComparingInt(entry -> entry.length(2))
                    .thenComparingInt(entry -> entry.elements.size())
                    .reversed())
            .toList();
  }

  /// What a rule asks with it, in the order in which it is asked; nothing if the rule gives too few
  /// directions, and so no packet is in the set.
  List<IpSets.Case> cases(List<Side> sides) {
    if (sides.size() < dimensions) {
      return List.of();
    }
    return entries.stream()
        .map(
            entry ->
                new IpSets.Case(
                    IntStream.range(0, entry.elements.size())
                        .mapToObj(at -> entry.elements.get(at).match(sides.get(at)))
                        .toList(),
                    entry.isException))
        .toList();
  }
}
