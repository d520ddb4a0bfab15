package dev.plimsoll.network.netfilter.symbolic;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;

/// How many headers have which value.
final class Sizes {

  private Sizes() {}

  /// The number of headers for each value that a function has; undefined ones are left out.
  static Map<Integer, BigInteger> of(HeaderSpace space, int function) {
    Diagrams diagrams = space.diagrams;
    var sizes = new HashMap<Integer, BigInteger>();
    var reached = new HashMap<Integer, BigInteger>();
    var seen = new HashSet<Integer>();
    var waiting =
        new PriorityQueue<Integer>(Comparator.comparingInt((Integer node) -> diagrams.bit(node)));
    reached.put(function, BigInteger.ONE.shiftLeft(space.width()));
    waiting.add(function);
    seen.add(function);
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      BigInteger count = reached.getOrDefault(node, BigInteger.ZERO);
      if (Diagrams.isConstant(node)) {
        if (node != Diagrams.EMPTY) {
          sizes.put(Diagrams.value(node), count);
        }
        continue;
      }
      for (int child : new int[] {diagrams.low(node), diagrams.high(node)}) {
        reached.merge(child, count.shiftRight(1), BigInteger::add);
        if (seen.add(child)) {
          waiting.add(child);
        }
      }
      reached.remove(node);
    }
    return sizes;
  }
}
