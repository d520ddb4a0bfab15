package dev.plimsoll.network.netfilter.symbolic;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/// Decision diagrams: functions from bits to whole numbers, each function once.
///
/// A diagram is an `int`: equal functions are equal numbers. A set is a function whose values are 0
/// and 1. A function that is 0 somewhere counts as undefined there, so that a set restricts a
/// function as it does a set.
///
/// Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE ToC 35(8), 1986;
/// functions with more values: Clarke et al., "Spectral transforms for large Boolean functions",
/// DAC 1993. Nodes are never freed; there may be [#MOST_NODES].
final class Diagrams {

  /// The set without elements; the function that is undefined everywhere.
  static final int EMPTY = constant(0);

  /// The set of everything.
  static final int FULL = constant(1);

  /// The number of nodes of all diagrams together.
  static final int MOST_NODES = 1 << 27;

  private static final int NO_BIT = Integer.MAX_VALUE;
  private static final int NONE = Integer.MIN_VALUE;
  private static final int WHERE = 1;
  private static final int OR = 2;
  private static final int MINUS = 3;
  private static final int PLUS = 4;
  private static final int PUT = 5;
  private static final int IS = 6;
  private static final int SIMPLER = 7;
  private static final int FREE = 8;
  private static final int MOST_REMEMBERED = 1 << 21;

  private static final int LOW = 1;
  private static final int HIGH = 2;
  private static final int NEXT = 3;

  /// Four numbers for each node, side by side: bit, low, high, the next node of its bucket.
  private int[] table = new int[4 << 12];

  private int[] buckets = new int[1 << 12];
  private int nodes;

  /// Results that were computed before: operation, operands, result; what comes later overwrites.
  private int[] results = new int[4 << 14];

  private int operations = FREE;

  Diagrams() {
    Arrays.fill(buckets, -1);
  }

  /// The function with one value.
  static int constant(int value) {
    return ~value;
  }

  static boolean isConstant(int diagram) {
    return diagram < 0;
  }

  /// The value of a constant.
  static int value(int diagram) {
    return ~diagram;
  }

  /// The number of nodes so far.
  int size() {
    return nodes;
  }

  /// The bit that a function asks first.
  int bit(int diagram) {
    return diagram < 0 ? NO_BIT : table[4 * diagram];
  }

  /// The function where its first bit is 0.
  int low(int diagram) {
    return table[4 * diagram + LOW];
  }

  /// The function where its first bit is 1.
  int high(int diagram) {
    return table[4 * diagram + HIGH];
  }

  /// The set of headers in which a bit is 1.
  int literal(int of) {
    return node(of, EMPTY, FULL);
  }

  /// The function that is one where a bit is 0, the other where it is 1; both ask later bits only.
  ///
  /// @throws TooLargeException beyond [#MOST_NODES]
  int node(int of, int ifLow, int ifHigh) {
    if (ifLow == ifHigh) {
      return ifLow;
    }
    int hash = hash(of, ifLow, ifHigh) & (buckets.length - 1);
    for (int n = buckets[hash]; n >= 0; n = table[4 * n + NEXT]) {
      int at = 4 * n;
      if (table[at] == of && table[at + LOW] == ifLow && table[at + HIGH] == ifHigh) {
        return n;
      }
    }
    if (nodes == buckets.length) {
      grow();
      hash = hash(of, ifLow, ifHigh) & (buckets.length - 1);
    }
    int at = 4 * nodes;
    table[at] = of;
    table[at + LOW] = ifLow;
    table[at + HIGH] = ifHigh;
    table[at + NEXT] = buckets[hash];
    buckets[hash] = nodes;
    return nodes++;
  }

  int and(int a, int b) {
    return where(a, b);
  }

  /// A function on a set; undefined elsewhere.
  int where(int set, int function) {
    if (set == EMPTY || function == EMPTY) {
      return EMPTY;
    }
    if (set == FULL || set == function) {
      return function;
    }
    if (function == FULL) {
      return set;
    }
    int known = known(WHERE, set, function);
    if (known != NONE) {
      return known;
    }
    int of = Math.min(bit(set), bit(function));
    int lows = where(ifLow(set, of), ifLow(function, of));
    int highs = where(ifHigh(set, of), ifHigh(function, of));
    return remember(WHERE, set, function, node(of, lows, highs));
  }

  int or(int a, int b) {
    if (a == FULL || b == FULL) {
      return FULL;
    }
    if (a == EMPTY || a == b) {
      return b;
    }
    if (b == EMPTY) {
      return a;
    }
    if (a > b) {
      return or(b, a);
    }
    int known = known(OR, a, b);
    if (known != NONE) {
      return known;
    }
    int of = Math.min(bit(a), bit(b));
    int lows = or(ifLow(a, of), ifLow(b, of));
    int highs = or(ifHigh(a, of), ifHigh(b, of));
    return remember(OR, a, b, node(of, lows, highs));
  }

  /// A function outside of a set.
  int minus(int function, int set) {
    if (function == EMPTY || set == FULL) {
      return EMPTY;
    }
    if (set == EMPTY) {
      return function;
    }
    int known = known(MINUS, function, set);
    if (known != NONE) {
      return known;
    }
    int of = Math.min(bit(function), bit(set));
    int lows = minus(ifLow(function, of), ifLow(set, of));
    int highs = minus(ifHigh(function, of), ifHigh(set, of));
    return remember(MINUS, function, set, node(of, lows, highs));
  }

  int not(int set) {
    return minus(FULL, set);
  }

  /// One function where it is defined, else the other.
  ///
  /// @throws IllegalStateException if both are defined somewhere
  int plus(int a, int b) {
    if (a == EMPTY) {
      return b;
    }
    if (b == EMPTY) {
      return a;
    }
    if (isConstant(a) && isConstant(b)) {
      throw new IllegalStateException("two values: " + value(a) + " and " + value(b));
    }
    int known = known(PLUS, a, b);
    if (known != NONE) {
      return known;
    }
    int of = Math.min(bit(a), bit(b));
    int lows = plus(ifLow(a, of), ifLow(b, of));
    int highs = plus(ifHigh(a, of), ifHigh(b, of));
    return remember(PLUS, a, b, node(of, lows, highs));
  }

  /// A value on a set; undefined elsewhere.
  int put(int value, int set) {
    if (isConstant(set)) {
      return set == EMPTY ? EMPTY : constant(value);
    }
    int known = known(PUT, set, value);
    return known != NONE
        ? known
        : remember(PUT, set, value, node(bit(set), put(value, low(set)), put(value, high(set))));
  }

  /// Where a function has a value.
  int is(int value, int function) {
    if (isConstant(function)) {
      return value(function) == value ? FULL : EMPTY;
    }
    int known = known(IS, function, value);
    return known != NONE
        ? known
        : remember(
            IS,
            function,
            value,
            node(bit(function), is(value, low(function)), is(value, high(function))));
  }

  /// A function with other values in place of its own; 0 stays undefined.
  int map(IntUnaryOperator values, int function) {
    int operation = operation();
    return map(operation, values, function);
  }

  private int map(int operation, IntUnaryOperator values, int function) {
    if (isConstant(function)) {
      return function == EMPTY ? EMPTY : constant(values.applyAsInt(value(function)));
    }
    int known = known(operation, function, 0);
    return known != NONE
        ? known
        : remember(
            operation,
            function,
            0,
            node(
                bit(function),
                map(operation, values, low(function)),
                map(operation, values, high(function))));
  }

  /// A number for an operation of the caller's own, under which [#combine] remembers results.
  int operation() {
    return operations++;
  }

  /// The values of two functions combined, point by point.
  ///
  /// @param operation the number of the operation, from [#operation()]
  /// @param values what to make of two values
  /// @throws IllegalStateException if one is defined where the other is not
  int combine(int operation, IntBinaryOperator values, int a, int b) {
    if (isConstant(a) && isConstant(b)) {
      if ((a == EMPTY) != (b == EMPTY)) {
        throw new IllegalStateException("expected both functions to be defined");
      }
      return a == EMPTY ? EMPTY : constant(values.applyAsInt(value(a), value(b)));
    }
    int known = known(operation, a, b);
    if (known != NONE) {
      return known;
    }
    int of = Math.min(bit(a), bit(b));
    int lows = combine(operation, values, ifLow(a, of), ifLow(b, of));
    int highs = combine(operation, values, ifHigh(a, of), ifHigh(b, of));
    return remember(operation, a, b, node(of, lows, highs));
  }

  /// A set that is the same among the headers of `care`, and often simpler.
  ///
  /// Coudert, Madre, "A unified framework for the formal verification of sequential circuits",
  /// ICCAD 1990, `restrict`.
  int simpler(int set, int care) {
    if (care == EMPTY) {
      return EMPTY;
    }
    if (care == FULL || isConstant(set)) {
      return set;
    }
    int known = known(SIMPLER, set, care);
    if (known != NONE) {
      return known;
    }
    int result;
    if (bit(care) < bit(set)) {
      result = simpler(set, or(low(care), high(care)));
    } else {
      boolean same = bit(care) == bit(set);
      int careLow = same ? low(care) : care;
      int careHigh = same ? high(care) : care;
      if (careLow == EMPTY) {
        result = simpler(high(set), careHigh);
      } else if (careHigh == EMPTY) {
        result = simpler(low(set), careLow);
      } else {
        result = node(bit(set), simpler(low(set), careLow), simpler(high(set), careHigh));
      }
    }
    return remember(SIMPLER, set, care, result);
  }

  /// A function where a bit is 0 that is not after its first.
  private int ifLow(int diagram, int of) {
    return bit(diagram) == of ? low(diagram) : diagram;
  }

  /// A function where a bit is 1 that is not after its first.
  private int ifHigh(int diagram, int of) {
    return bit(diagram) == of ? high(diagram) : diagram;
  }

  /// The result that was remembered, or [#NONE].
  private int known(int operation, int a, int b) {
    int at = 4 * (hash(operation, a, b) & ((results.length >> 2) - 1));
    return results[at] == operation && results[at + 1] == a && results[at + 2] == b
        ? results[at + 3]
        : NONE;
  }

  private int remember(int operation, int a, int b, int result) {
    int at = 4 * (hash(operation, a, b) & ((results.length >> 2) - 1));
    results[at] = operation;
    results[at + 1] = a;
    results[at + 2] = b;
    results[at + 3] = result;
    return result;
  }

  private static int hash(int a, int b, int c) {
    long mixed = (a * 0x9e3779b97f4a7c15L + b) * 0xbf58476d1ce4e5b9L + c;
    mixed = (mixed ^ (mixed >>> 29)) * 0x94d049bb133111ebL;
    return (int) (mixed ^ (mixed >>> 32));
  }

  private void grow() {
    if (nodes >= MOST_NODES) {
      throw new TooLargeException(MOST_NODES + " nodes of decision diagrams");
    }
    int size = buckets.length * 2;
    table = Arrays.copyOf(table, 4 * size);
    buckets = new int[size];
    Arrays.fill(buckets, -1);
    for (int n = 0; n < nodes; n++) {
      int hash = hash(bit(n), low(n), high(n)) & (size - 1);
      table[4 * n + NEXT] = buckets[hash];
      buckets[hash] = n;
    }
    if (results.length / 4 < Math.min(size, MOST_REMEMBERED)) {
      results = new int[4 * Math.min(size, MOST_REMEMBERED)];
    }
  }
}
