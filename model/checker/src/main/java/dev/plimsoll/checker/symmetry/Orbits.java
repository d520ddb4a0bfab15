package dev.plimsoll.checker.symmetry;

import dev.plimsoll.checker.kernel.Ints;
import dev.plimsoll.checker.kernel.Renaming;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Tells how a value mentions an identity: pairs of a value and an identity have the same number if
/// and only if some renaming makes the one into the other.
///
/// The number is the least of any pair that renamings lead to, so that it depends on nothing but
/// the numbers of values. For one thread, and for the values of one slot.
final class Orbits {

  private final int slot;
  private final int identities;
  private final List<Renaming> generators;

  /// By value: the number for each identity.
  private long[][] orbits = {};

  /// @param generators renamings from which all others can be made
  Orbits(int slot, int identities, List<Renaming> generators) {
    this.slot = slot;
    this.identities = identities;
    this.generators = generators;
  }

  /// By identity: the number of its pair with a value. Not to be changed.
  long[] of(int value) {
    if (value >= orbits.length || orbits[value] == null) {
      explore(value);
    }
    return orbits[value];
  }

  private void explore(int value) {
    var members = members(value);
    var numbers = new long[members.length][identities];
    for (var row : numbers) {
      Arrays.fill(row, -1);
    }
    for (var member = 0; member < members.length; member++) {
      for (var identity = 0; identity < identities; identity++) {
        if (numbers[member][identity] < 0) {
          spread(members, numbers, member, identity);
        }
      }
    }
    for (var i = 0; i < members.length; i++) {
      if (members[i] >= orbits.length) {
        orbits = Arrays.copyOf(orbits, Math.max(16, members[i] + members[i] / 2 + 1));
      }
      orbits[members[i]] = numbers[i];
    }
  }

  /// The values that renamings make of a value, the least first.
  private int[] members(int value) {
    var found = new TreeSet<Integer>(List.of(value));
    var open = new ArrayDeque<Integer>(found);
    while (!open.isEmpty()) {
      int next = open.remove();
      for (var generator : generators) {
        var renamed = generator.value(slot, next);
        if (found.add(renamed)) {
          open.add(renamed);
        }
      }
    }
    return found.stream().mapToInt(member -> member).toArray();
  }

  /// Gives all pairs that renamings make of a pair its number: it is the least of them, as pairs
  /// are gone through in order.
  private void spread(int[] members, long[][] numbers, int member, int identity) {
    var number = (long) members[member] * identities + identity;
    var open = new Ints();
    numbers[member][identity] = number;
    open.add(member);
    open.add(identity);
    while (!open.isEmpty()) {
      var of = open.removeLast();
      var from = open.removeLast();
      for (var generator : generators) {
        var renamed = Arrays.binarySearch(members, generator.value(slot, members[from]));
        var to = generator.identity(of);
        if (numbers[renamed][to] < 0) {
          numbers[renamed][to] = number;
          open.add(renamed);
          open.add(to);
        }
      }
    }
  }
}
