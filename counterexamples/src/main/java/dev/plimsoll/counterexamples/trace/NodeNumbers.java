package dev.plimsoll.counterexamples.trace;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Numbers for the ids of nodes, which are of 64 bits: in decimal, as the library's tracer writes
/// them, or in hexadecimal, as etcd prints them (client/pkg/types/id.go, `String`).
///
/// A small one is its own number. Of any other only that it is itself matters; it gets the lowest
/// number that is free.
final class NodeNumbers {

  /// The greatest id that is its own number.
  static final int MOST_SMALL = 1 << 30;

  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,19}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[1-9a-f][0-9a-f]{0,15}");
  private static final BigInteger MOST_DECIMAL = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final Map<String, Integer> numbers = new HashMap<>();
  private final SortedMap<Integer, String> ids = new TreeMap<>();
  private int lastFree;

  NodeNumbers() {
    numbers.put("0", 0);
    ids.put(0, "0");
  }

  /// The number of an id; 0 for "0", which is no node. Empty where it is no id.
  Optional<Integer> of(String id) {
    var known = numbers.get(id);
    return known != null
        ? Optional.of(known)
        : Optional.of(id).filter(NodeNumbers::isId).map(this::add);
  }

  private static boolean isId(String id) {
    return DECIMAL.matcher(id).matches()
        ? new BigInteger(id).compareTo(MOST_DECIMAL) <= 0
        : HEXADECIMAL.matcher(id).matches();
  }

  private int add(String id) {
    var number =
        isSmall(id) && !ids.containsKey(Integer.parseInt(id)) ? Integer.parseInt(id) : free();
    numbers.put(id, number);
    ids.put(number, id);
    return number;
  }

  private static boolean isSmall(String id) {
    return DECIMAL.matcher(id).matches()
        && new BigInteger(id).compareTo(BigInteger.valueOf(MOST_SMALL)) <= 0;
  }

  private int free() {
    do {
      lastFree++;
    } while (ids.containsKey(lastFree));
    return lastFree;
  }

  /// The ids that have another number, by number.
  SortedMap<Integer, String> renumbered() {
    var renumbered = new TreeMap<>(ids);
    renumbered.entrySet().removeIf(each -> each.getValue().equals(each.getKey().toString()));
    return Collections.unmodifiableSortedMap(renumbered);
  }
}
