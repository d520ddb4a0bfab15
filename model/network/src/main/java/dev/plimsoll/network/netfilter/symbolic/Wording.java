package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sets of packets in words, field by field.
///
/// A set is cut, at each field in turn, into the parts whose other fields are alike; what a field
/// may be is said by what it is or by what it is not, whichever is shorter.
final class Wording {

  /// The number of values, ranges or prefixes of one field that are listed.
  private static final int MOST_BLOCKS = 6;

  /// Values of a field that have their first bits in common.
  ///
  /// @param bits the values of the bits that are given
  /// @param given which bits are given
  private record Block(BitSet bits, BitSet given) {}

  /// A field, and how blocks of its values are told.
  private record Part(Field field, String is, String isNot, Function<Block, String> told) {}

  private final HeaderSpace space;
  private final Diagrams diagrams;
  private final int most;
  private final List<Part> parts = new ArrayList<>();
  private final List<List<String>> lists = new ArrayList<>();

  Wording(HeaderSpace space, int most) {
    this.space = space;
    this.diagrams = space.diagrams;
    this.most = most;
    add(space.arrival, "", "not ", number(this::arrival));
    add(space.state, "state ", "state not ", Wording::states);
    add(space.protocol, "", "not ", number(at -> new IpProtocol(at).toString()));
    add(space.fragment, "", "", number(at -> at == 1 ? "later fragment" : "no later fragment"));
    add(space.destination, "to ", "not to ", this::prefix);
    add(space.destinationPort, "to port ", "not to port ", number(Integer::toString));
    add(space.source, "from ", "not from ", this::prefix);
    add(space.mac, "mac ", "mac not ", number(this::mac));
    add(space.sourcePort, "from port ", "not from port ", number(Integer::toString));
    add(space.icmpType, "icmp type ", "icmp type not ", number(at -> (at >> 8) + "/" + (at & 255)));
    add(space.tcpFlags, "flags ", "flags not ", Wording::flags);
    add(space.mark, "mark ", "mark not ", Wording::masked);
    add(space.connectionMark, "connmark ", "connmark not ", Wording::masked);
  }

  private void add(Field field, String is, String isNot, Function<Block, String> told) {
    parts.add(new Part(field, is, isNot, told));
  }

  /// The states of a block; the empty word for one of numbers that no state has.
  private static String states(Block block) {
    int width = block.given.length() - 1;
    return IntStream.range(0, HeaderSpace.STATES.size())
        .filter(
            at ->
                IntStream.range(0, width)
                    .filter(block.given::get)
                    .allMatch(i -> block.bits.get(i) == ((at >> (width - 1 - i) & 1) == 1)))
        .mapToObj(at -> HeaderSpace.STATES.get(at).name())
        .collect(Collectors.joining(", "));
  }

  private String arrival(int at) {
    if (at >= space.arrivals.size()) {
      return "";
    }
    return switch (space.arrivals.get(at)) {
      case Arrival.Made() -> "made here";
      case Arrival.Received(var by) -> "by " + by.orElseThrow();
    };
  }

  /// Empty for numbers that no address has.
  private String mac(int at) {
    return switch (at) {
      case 0 -> "none";
      case 1 -> "other";
      default -> at - 2 < space.macs.size() ? space.macs.get(at - 2).toString() : "";
    };
  }

  /// The set in words.
  List<List<String>> of(int set) {
    if (set != Diagrams.EMPTY) {
      cut(0, diagrams.simpler(set, space.all), List.of());
    }
    return List.copyOf(lists);
  }

  private void cut(int index, int set, List<String> words) {
    if (set == Diagrams.EMPTY || lists.size() > most) {
      return;
    }
    if (set == Diagrams.FULL || index == parts.size()) {
      lists.add(lists.size() == most ? List.of("...") : words.isEmpty() ? List.of("all") : words);
      return;
    }
    Part part = parts.get(index);
    children(set, part.field, new HashMap<>())
        .forEach(
            (below, values) -> {
              if (values == Diagrams.FULL) {
                cut(index + 1, below, words);
              } else if (below != Diagrams.EMPTY) {
                told(part, values)
                    .ifPresent(
                        told -> cut(index + 1, below, told.isEmpty() ? words : and(words, told)));
              }
            });
  }

  /// What is left of a set below a field, and for which values of the field.
  private Map<Integer, Integer> children(
      int set, Field field, Map<Integer, Map<Integer, Integer>> known) {
    if (diagrams.bit(set) >= field.end()) {
      return Map.of(set, Diagrams.FULL);
    }
    var found = known.get(set);
    if (found == null) {
      var both = new LinkedHashMap<Integer, Integer>();
      int bit = diagrams.bit(set);
      children(diagrams.high(set), field, known)
          .forEach((child, at) -> both.put(child, diagrams.node(bit, Diagrams.EMPTY, at)));
      children(diagrams.low(set), field, known)
          .forEach(
              (child, at) ->
                  both.merge(child, diagrams.node(bit, at, Diagrams.EMPTY), diagrams::or));
      known.put(set, both);
      found = both;
    }
    return found;
  }

  private static List<String> and(List<String> words, String more) {
    var all = new ArrayList<>(words);
    all.add(more);
    return all;
  }

  /// The values of a field in words: none if every packet has one of them; nothing if none has.
  private Optional<String> told(Part part, int values) {
    var are = blocks(part.field, values);
    var areNot = blocks(part.field, diagrams.not(values));
    boolean positive = are.size() <= areNot.size() || part.isNot.isEmpty();
    var shorter = positive ? are : areNot;
    var words = new ArrayList<String>();
    for (Block block : shorter.subList(0, Math.min(MOST_BLOCKS, shorter.size()))) {
      String word = part.told.apply(block);
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    if (shorter.size() > MOST_BLOCKS) {
      words.add("...");
    }
    if (words.isEmpty()) {
      return positive ? Optional.empty() : Optional.of("");
    }
    return Optional.of((positive ? part.is : part.isNot) + String.join(", ", words));
  }

  private List<Block> blocks(Field field, int values) {
    var blocks = new ArrayList<Block>();
    collect(blocks, field, values, new Block(new BitSet(), new BitSet()));
    return blocks;
  }

  private void collect(List<Block> blocks, Field field, int values, Block block) {
    if (values == Diagrams.EMPTY || blocks.size() > MOST_BLOCKS) {
      return;
    }
    if (values == Diagrams.FULL) {
      var bits = new BitSet();
      bits.or(block.bits);
      var given = new BitSet();
      given.or(block.given);
      given.set(field.width());
      blocks.add(new Block(bits, given));
      return;
    }
    int at = diagrams.bit(values) - field.first();
    block.given.set(at);
    collect(blocks, field, diagrams.low(values), block);
    block.bits.set(at);
    collect(blocks, field, diagrams.high(values), block);
    block.bits.clear(at);
    block.given.clear(at);
  }

  private String prefix(Block block) {
    Address address = Packets.address(space.family, block.bits, 0);
    var mask = new Prefix(address, Packets.address(space.family, block.given, 0));
    return mask.length() == Bits.width(space.family) ? address.toString() : mask.toString();
  }

  /// The first and the last number of a block, or where bits between are free, one of them.
  private static Function<Block, String> number(IntFunction<String> name) {
    return block -> {
      int width = block.given.length() - 1;
      int free = width - 1;
      int first = 0;
      int last = 0;
      int given = block.given.previousSetBit(free);
      for (int i = 0; i < width; i++) {
        int one = block.bits.get(i) ? 1 : 0;
        first = (first << 1) | one;
        last = (last << 1) | (block.given.get(i) ? one : 1);
      }
      boolean whole = block.given.nextClearBit(0) > given;
      String lowest = name.apply(first);
      String highest = name.apply(last);
      if (first == last || highest.isEmpty()) {
        return lowest;
      }
      return whole ? lowest + ":" + highest : lowest + ":" + highest + " (some)";
    };
  }

  private static String flags(Block block) {
    var words = new ArrayList<String>();
    for (TcpFlag flag : TcpFlag.values()) {
      int at = HeaderSpace.FLAGS.indexOf(flag);
      if (block.given.get(at)) {
        words.add((block.bits.get(at) ? "" : "!") + flag);
      }
    }
    return String.join(" ", words);
  }

  private static String masked(Block block) {
    int value = 0;
    int mask = 0;
    for (int i = 0; i < 32; i++) {
      value = (value << 1) | (block.bits.get(i) ? 1 : 0);
      mask = (mask << 1) | (block.given.get(i) ? 1 : 0);
    }
    return "0x%x/0x%x".formatted(value, mask);
  }
}
