package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.kubernetes.address.Address;
import java.util.Map;
import java.util.Set;

/// What the lists of `-m recent` hold when the packet comes.
///
/// @param isKnown whether that is known; if not, a rule that asks is assumed to go both ways
/// @param lists by name, the addresses in a list, each once; lists without any may be left out
public record History(boolean isKnown, Map<String, Set<Address>> lists) {

  /// Nothing is known.
  public static final History UNKNOWN = new History(false, Map.of());

  /// The lists are empty, as for the first packet of a client.
  public static final History NONE = of(Map.of());

  public History {
    lists = Map.copyOf(lists);
  }

  /// The lists hold these addresses, and no others.
  public static History of(Map<String, Set<Address>> lists) {
    return new History(true, lists);
  }

  /// Whether an address is in a list.
  boolean has(String list, Address address) {
    return lists.getOrDefault(list, Set.of()).contains(address);
  }
}
