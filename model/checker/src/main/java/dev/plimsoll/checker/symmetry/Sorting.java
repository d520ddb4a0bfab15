package dev.plimsoll.checker.symmetry;

import dev.plimsoll.checker.kernel.Program;
import dev.plimsoll.checker.kernel.Renaming;
import dev.plimsoll.checker.memory.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Renames the identities of one symmetry so that they are in order.
///
/// Each identity has a signature: how its own cells, and all other values and messages, mention it
/// ({@link Orbits}). Renaming moves signatures along with identities. So those with different
/// signatures are put in order, and only among equal ones all orders are tried, of which the least
/// state is taken. Two that can be exchanged without a difference are tried in one order only.
final class Sorting {

  /// Of more identities there are too many renamings to keep each.
  private static final int MOST_BY_TABLE = 6;

  /// Of variables with more contents the marks of the others are made again each time.
  private static final int MOST_MARKS = 1 << 16;

  private final Program program;
  private final Exchanges exchanges;
  private final List<List<Exchanges.Exchange>> ways;
  private final int size;
  private final Orbits[] orbits;

  /// By slot: the identity that a variable belongs to, or -1.
  private final int[] owner;

  /// By slot: the number of the family of a variable that belongs to an identity.
  private final int[] family;

  /// By way, slot and what it holds: see {@link #marks(int, int, int)}.
  private final long[][][][] marks;

  /// All renamings by their places in lexicographic order, if they are few; otherwise none.
  private final @Nullable Renaming[] renamings;

  private final Renaming identity;
  private final int[] order;
  private final int[] ranks;
  private final int[] spare;
  private final int[] tried;
  private final int[] least;
  private boolean isFirst;

  /// @param exchanges of the identities that are sorted
  /// @param ways to rename other identities before
  Sorting(Exchanges exchanges, List<List<Exchanges.Exchange>> ways) {
    this.exchanges = exchanges;
    this.ways = ways;
    program = exchanges.program();
    var symmetry = exchanges.symmetry();
    size = symmetry.size();
    owner = new int[program.width()];
    family = new int[program.width()];
    Arrays.fill(owner, -1);
    for (var number = 0; number < symmetry.families().size(); number++) {
      var members = symmetry.families().get(number);
      for (var identity = 0; identity < size; identity++) {
        owner[members.get(identity).slot()] = identity;
        family[members.get(identity).slot()] = number;
      }
    }
    orbits = new Orbits[program.width()];
    for (var group : program.model().groups()) {
      var shared = new Orbits(group.members().getFirst().slot(), size, exchanges.generators());
      group.members().forEach(variable -> orbits[variable.slot()] = shared);
    }
    marks = new long[ways.size()][program.width()][0][];
    renamings = new Renaming[size > MOST_BY_TABLE ? 0 : factorial(size)];
    identity = exchanges.renaming(IntStream.range(0, size).toArray());
    if (renamings.length > 0) {
      renamings[0] = identity;
    }
    order = new int[size];
    ranks = new int[size];
    spare = new int[program.width()];
    tried = new int[program.width()];
    least = new int[program.width()];
  }

  private static int factorial(int number) {
    return number < 2 ? 1 : number * factorial(number - 1);
  }

  /// How many identities there are.
  int size() {
    return size;
  }

  /// Replaces a state by the one that is in order.
  ///
  /// @param signatures of the identities in it
  void apply(int[] state, long[] signatures) {
    sort(signatures);
    var ties = rank(state, signatures);
    if (ties.isEmpty()) {
      arrange(state);
    } else {
      isFirst = true;
      tryAll(state, ties, 0);
      System.arraycopy(least, 0, state, 0, state.length);
    }
  }

  // ---- signatures

  /// Finds the signatures of the identities in a state, as it is when others are renamed.
  void sign(int way, int[] state, long[] signatures) {
    Arrays.fill(signatures, 0);
    for (var slot = 0; slot < state.length; slot++) {
      add(1, marks(way, slot, state[slot]), slot, signatures);
    }
  }

  /// Finds the signatures in a state from those in another.
  void signNext(int way, int[] before, int[] state, long[] signatures) {
    for (var slot = 0; slot < state.length; slot++) {
      if (before[slot] != state[slot]) {
        add(-1, marks(way, slot, before[slot]), slot, signatures);
        add(1, marks(way, slot, state[slot]), slot, signatures);
      }
    }
  }

  private void add(int times, long[] added, int slot, long[] signatures) {
    if (owner[slot] >= 0) {
      signatures[owner[slot]] += times * added[owner[slot]];
    } else {
      for (var identity = 0; identity < added.length; identity++) {
        signatures[identity] += times * added[identity];
      }
    }
  }

  /// By identity: what a variable adds to its signature; empty where that is the same for all.
  private long[] marks(int way, int slot, int held) {
    var known = marks[way][slot];
    if (held < known.length && known[held] != null) {
      return known[held];
    }
    var toSlot = slot;
    var toHeld = held;
    for (var exchange : ways.get(way)) {
      toHeld = exchange.held(toSlot, toHeld);
      toSlot = exchange.slot(toSlot);
    }
    var made = makeMarks(toSlot, toHeld);
    if ((long) held * ways.size() < MOST_MARKS) {
      if (held >= known.length) {
        marks[way][slot] = Arrays.copyOf(known, Math.max(16, 2 * held));
      }
      marks[way][slot][held] = made;
    }
    return made;
  }

  private long[] makeMarks(int slot, int held) {
    var made = new long[size];
    if (program.channel(slot) == null) {
      mark(slot, held, made);
    } else {
      for (var message : program.channel(slot).contents(held)) {
        mark(slot, message, made);
      }
    }
    var isNeutral = owner[slot] < 0 && Arrays.stream(made).allMatch(mark -> mark == made[0]);
    return isNeutral ? new long[0] : made;
  }

  private void mark(int slot, int value, long[] made) {
    var of = orbits[slot].of(value);
    for (var identity = 0; identity < size; identity++) {
      made[identity] += mixed(owner[slot] >= 0 ? ~family[slot] : slot, of[identity]);
    }
  }

  private static long mixed(int place, long orbit) {
    return Words.mix(Words.mix(place) ^ orbit);
  }

  private void sort(long[] signatures) {
    for (var i = 0; i < size; i++) {
      var at = i;
      while (at > 0 && signatures[order[at - 1]] > signatures[i]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
  }

  // ---- ties

  /// Finds the runs of equal signatures in which the order makes a difference.
  ///
  /// @return the first place of each and the one after the last; {@link #ranks} tells by identity
  ///     those apart that make a difference
  private List<int[]> rank(int[] state, long[] signatures) {
    var ties = new ArrayList<int[]>();
    for (var from = 0; from < size; ) {
      var to = from + 1;
      while (to < size && signatures[order[to]] == signatures[order[from]]) {
        to++;
      }
      if (to > from + 1 && differ(state, from, to)) {
        ties.add(new int[] {from, to});
      }
      from = to;
    }
    return ties;
  }

  private boolean differ(int[] state, int from, int to) {
    var different = false;
    for (var at = from; at < to; at++) {
      ranks[order[at]] = at;
      for (var before = from; before < at; before++) {
        if (ranks[order[before]] == before && exchanges.of(order[before], order[at]).fixes(state)) {
          ranks[order[at]] = before;
          break;
        }
      }
      different |= ranks[order[at]] != from;
    }
    return different;
  }

  private void tryAll(int[] state, List<int[]> ties, int tie) {
    if (tie == ties.size()) {
      System.arraycopy(state, 0, tried, 0, state.length);
      arrange(tried);
      if (isFirst || Arrays.compare(tried, least) < 0) {
        System.arraycopy(tried, 0, least, 0, state.length);
        isFirst = false;
      }
    } else {
      tryAll(state, ties, tie, ties.get(tie)[0]);
    }
  }

  /// Puts each of those left at a place, of those that make no difference one only.
  private void tryAll(int[] state, List<int[]> ties, int tie, int at) {
    var to = ties.get(tie)[1];
    if (at == to) {
      tryAll(state, ties, tie + 1);
      return;
    }
    for (var next = at; next < to; next++) {
      if (isFirstOfItsRank(at, next)) {
        swap(at, next);
        tryAll(state, ties, tie, at + 1);
        swap(at, next);
      }
    }
  }

  private boolean isFirstOfItsRank(int from, int at) {
    for (var before = from; before < at; before++) {
      if (ranks[order[before]] == ranks[order[at]]) {
        return false;
      }
    }
    return true;
  }

  private void swap(int one, int other) {
    var identity = order[one];
    order[one] = order[other];
    order[other] = identity;
  }

  // ---- renaming

  /// Renames the identity at each place of the order to the number of the place.
  private void arrange(int[] state) {
    if (renamings.length > 0) {
      var renaming = renaming();
      if (renaming != identity) {
        renaming.apply(state, spare);
        System.arraycopy(spare, 0, state, 0, state.length);
      }
    } else {
      exchange(state);
    }
  }

  /// The renaming that the order is, made when it is met first.
  private Renaming renaming() {
    var number = 0;
    for (var place = 0; place < size; place++) {
      var smaller = 0;
      for (var later = place + 1; later < size; later++) {
        smaller += order[later] < order[place] ? 1 : 0;
      }
      number = number * (size - place) + smaller;
    }
    var known = renamings[number];
    if (known == null) {
      known = exchanges.renaming(order);
      renamings[number] = known;
    }
    return known;
  }

  /// The same by exchanges of two, one after another.
  private void exchange(int[] state) {
    var now = order.clone();
    for (var place = 0; place < size; place++) {
      if (now[place] != place) {
        exchanges.of(place, now[place]).apply(state, spare);
        for (var later = place + 1; later < size; later++) {
          if (now[later] == place) {
            now[later] = now[place];
          }
        }
      }
    }
  }
}
