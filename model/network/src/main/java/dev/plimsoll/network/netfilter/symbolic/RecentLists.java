package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Recent.Operation;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.traversal.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The lists of `-m recent`, for all packets at once.
///
/// An entry is an address, and an address may depend on the packet: that of its source is one
/// entry, whatever the source is. Two entries may be one for some packets and two for others; the
/// packets are told apart where a rule asks.
///
/// Linux 6.x `net/netfilter/xt_recent.c`, `recent_mt`.
final class RecentLists {

  /// The number of times of an entry that may have been changed or not.
  static final int UNSURE = -1;

  /// Why packets are undecided for which it depends on both of their ends what is in a list.
  static final String NOT_TOLD_APART =
      "not known: whether source and destination are one entry of a list of recent";

  /// Bits of two ends of a packet that are compared with each other, which takes a diagram of two
  /// to that power.
  private static final int MOST_COMPARED = 12;

  /// An address in a list.
  ///
  /// @param side the end whose bits are kept
  /// @param kept the bits of the address that are as the packet came with them
  /// @param added the other bits
  record Entry(String list, Side side, Address kept, Address added) {

    static Entry given(String list, Address address) {
      return new Entry(list, Side.SOURCE, address.and(address.complement()), address);
    }

    /// The entry that a rule asks about.
    static Entry asked(Match.Recent asked, Header header) {
      Rewriting end = asked.side() == Side.SOURCE ? header.source() : header.destination();
      Address all = end.kept().or(end.kept().complement());
      Address mask = asked.mask().orElse(all);
      Address kept = end.kept().and(mask);
      Address added = end.added().and(mask);
      return kept.isUnspecified()
          ? given(asked.name(), added)
          : new Entry(asked.name(), asked.side(), kept, added);
    }
  }

  /// Packets for which a rule asks about one entry.
  ///
  /// @param times how often it is in the list, or [#UNSURE]
  /// @param known whether it can be told which entry it is
  record Part(int set, Entry entry, int times, boolean known) {}

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final History history;

  RecentLists(HeaderSpace space, History history) {
    this.space = space;
    diagrams = space.diagrams;
    this.history = history;
  }

  /// The packets of a set by the entry that a rule asks about.
  List<Part> parts(Match.Recent recent, Header header, int set) {
    Entry asked = Entry.asked(recent, header);
    var parts = new ArrayList<Part>();
    int rest = set;
    for (var known : header.recent().entrySet()) {
      if (known.getKey().list().equals(asked.list())) {
        rest = split(parts, rest, asked, known.getKey(), known.getValue());
      }
    }
    for (Address address : history.lists().getOrDefault(asked.list(), Set.of())) {
      Entry given = Entry.given(asked.list(), address);
      if (!header.recent().containsKey(given)) {
        rest = split(parts, rest, asked, given, 1);
      }
    }
    if (rest != Diagrams.EMPTY) {
      parts.add(new Part(rest, asked, history.isKnown() ? 0 : UNSURE, true));
    }
    return parts;
  }

  /// Packets for which two entries are one; gives back the others.
  private int split(List<Part> parts, int set, Entry asked, Entry other, int times) {
    if (compared(asked, other) > MOST_COMPARED) {
      if (set != Diagrams.EMPTY) {
        parts.add(new Part(set, asked, UNSURE, false));
      }
      return Diagrams.EMPTY;
    }
    int same = diagrams.and(set, same(asked, other));
    if (same != Diagrams.EMPTY) {
      parts.add(new Part(same, other, times, true));
    }
    return diagrams.minus(set, same);
  }

  /// How many bits of the two ends are compared with each other.
  private static int compared(Entry a, Entry b) {
    Address both = a.kept.and(b.kept);
    return a.side == b.side ? 0 : Long.bitCount(both.high()) + Long.bitCount(both.low());
  }

  private int same(Entry a, Entry b) {
    int set = Diagrams.FULL;
    for (int i = Bits.width(space.family) - 1; i >= 0 && set != Diagrams.EMPTY; i--) {
      int mine = bit(a, i);
      int theirs = bit(b, i);
      int differ = diagrams.or(diagrams.minus(mine, theirs), diagrams.minus(theirs, mine));
      set = diagrams.minus(set, differ);
    }
    return set;
  }

  private int bit(Entry entry, int index) {
    if (Bits.bit(entry.kept, index)) {
      Field end = entry.side == Side.SOURCE ? space.source : space.destination;
      return diagrams.literal(end.first() + index);
    }
    return Bits.bit(entry.added, index) ? Diagrams.FULL : Diagrams.EMPTY;
  }

  /// Whether a rule finds what it looks for.
  static boolean finds(Match.Recent recent, int times) {
    return times > 0 && times >= recent.hits().orElse(1);
  }

  /// The list after a rule has found what it looked for.
  ///
  /// @param certain whether it is certain that the rule asked
  static Header after(Match.Recent recent, Header header, Part part, boolean certain) {
    int before = part.times == UNSURE && !header.recent().containsKey(part.entry) ? 0 : part.times;
    int after =
        recent.operation() == Operation.REMOVE
            ? 0
            : recent.operation() == Operation.RCHECK ? before : before + 1;
    return header.remembering(part.entry, certain && before != UNSURE ? after : UNSURE);
  }
}
