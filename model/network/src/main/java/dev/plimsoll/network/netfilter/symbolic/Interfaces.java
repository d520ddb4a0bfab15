package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How packets can come, as far as rules tell interfaces apart: made here, by each interface that
/// is named, by one for each pattern (`cali+`), and by one that nothing names.
///
/// @param arrivals the first is [Arrival.Made]
/// @param unnamed by pattern, without its `+`, an interface that stands for all that nothing names
///     and that fit no longer pattern; by the empty one, for those that fit none
record Interfaces(List<Arrival> arrivals, Map<String, Arrival> unnamed) {

  /// The longest name that the kernel allows.
  private static final int LONGEST = 15;

  /// The interfaces that rules and the node name.
  static Interfaces of(List<RuleSet> rules, Node node) {
    var named = new TreeSet<String>();
    named.add(Node.LOOPBACK);
    node.addresses().stream().map(InterfaceAddress::on).forEach(named::add);
    node.routes().stream().map(Route::by).forEach(named::add);
    var patterns = new TreeSet<String>();
    rules.stream()
        .flatMap(RuleSet::matches)
        .flatMap(Interfaces::names)
        .filter(name -> !name.equals("+"))
        .forEach(
            name -> {
              if (name.endsWith("+")) {
                patterns.add(name.substring(0, name.length() - 1));
              } else {
                named.add(name);
              }
            });
    Predicate<String> isNew = name -> !named.contains(name);
    var unnamed = new LinkedHashMap<String, Arrival>();
    for (String pattern : patterns) {
      Predicate<String> fitsNoOther =
          name ->
              patterns.stream()
                  .noneMatch(other -> other.length() > pattern.length() && name.startsWith(other));
      unnamed(pattern, isNew.and(fitsNoOther))
          .ifPresent(name -> unnamed.put(pattern, received(name)));
    }
    Stream.of("other", "another", "unnamed")
        .filter(isNew)
        .filter(name -> patterns.stream().noneMatch(name::startsWith))
        .findFirst()
        .ifPresent(name -> unnamed.put("", received(name)));
    var arrivals = new ArrayList<Arrival>();
    arrivals.add(new Arrival.Made());
    named.forEach(name -> arrivals.add(received(name)));
    arrivals.addAll(unnamed.values());
    return new Interfaces(arrivals, unnamed);
  }

  private static Arrival received(String by) {
    return new Arrival.Received(Optional.of(by));
  }

  /// The place of a way to come among those that are told apart; nothing if it is not known by
  /// which interface, or none of these stands for that.
  OptionalInt index(Arrival arrival) {
    int exact = arrivals.indexOf(arrival);
    if (exact < 0 && arrival instanceof Arrival.Received(Optional<String> by) && by.isPresent()) {
      return unnamed.keySet().stream()
          .filter(by.get()::startsWith)
          .max(Comparator.comparingInt(String::length))
          .map(pattern -> OptionalInt.of(arrivals.indexOf(unnamed.get(pattern))))
          .orElse(OptionalInt.empty());
    }
    return exact < 0 ? OptionalInt.empty() : OptionalInt.of(exact);
  }

  /// A name that fits a pattern and that nothing else names: the pattern and a number.
  private static Optional<String> unnamed(String pattern, Predicate<String> isNew) {
    return IntStream.range(0, 10_000)
        .mapToObj(number -> pattern + number)
        .filter(name -> name.length() <= LONGEST)
        .filter(isNew)
        .findFirst();
  }

  private static Stream<String> names(Match match) {
    return switch (match) {
      case Match.InInterface(var name) -> Stream.of(name);
      case Match.OutInterface(var name) -> Stream.of(name);
      case Match other -> Stream.empty();
    };
  }
}
