package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.AddressKind;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.LimitedTo;
import dev.plimsoll.network.netfilter.Match.Recent.Operation;
import dev.plimsoll.network.netfilter.Match.Unseen;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Test;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the modules whose options belong together: addrtype, statistic, recent, and those whose
/// answer the model cannot see.
final class ModuleReader {

  private static final Pattern PROBABILITY =
      Pattern.compile("[0-9]{1,10}(\\.[0-9]{0,40})?|\\.[0-9]{1,40}");

  private static final Set<Unseen.Kind> OPTIONS_OF_OTHERS =
      Set.of(Unseen.Kind.TCP_OPTION, Unseen.Kind.SCTP_CHUNKS, Unseen.Kind.CONN_STATUS);

  private ModuleReader() {}

  /// The options of `-m name`.
  static List<Test> read(String name, List<Option> options) {
    return switch (name) {
      case "addrtype" -> addressType(options);
      case "statistic" -> statistic(options);
      case "recent" -> recent(options);
      case "set" -> set(options);
      default ->
          Arrays.stream(Unseen.Kind.values())
              .filter(kind -> kind.moduleName().equals(name) && !OPTIONS_OF_OTHERS.contains(kind))
              .findFirst()
              .map(kind -> unseen(kind, options))
              .orElseGet(() -> List.of(Test.that(new Match.Uninterpreted(options))));
    };
  }

  /// A single option's `!` is kept in the test, so that a condition and its opposite are seen to
  /// be about the same thing.
  private static List<Test> unseen(Unseen.Kind kind, List<Option> options) {
    if (options.size() == 1) {
      return MatchReader.each(options, option -> new Unseen(kind, List.of(option)));
    }
    return List.of(Test.that(new Unseen(kind, options)));
  }

  /// Options beside `--match-set` ask about more than whether a packet is in the set.
  private static List<Test> set(List<Option> options) {
    if (options.size() > 1) {
      return unseen(Unseen.Kind.SET, options);
    }
    return MatchReader.each(
        options,
        option -> {
          if (!option.name().equals("match-set") || option.arguments().size() != 2) {
            return new Match.Uninterpreted(List.of(option));
          }
          return new Match.InSet(
              option.arguments().getFirst(),
              Arrays.stream(option.arguments().getLast().split(",", -1))
                  .map(ModuleReader::direction)
                  .toList());
        });
  }

  private static Side direction(String text) {
    return switch (text) {
      case "src" -> Side.SOURCE;
      case "dst" -> Side.DESTINATION;
      default -> throw new IllegalArgumentException("\"" + text + "\": expected src or dst");
    };
  }

  private static List<Test> addressType(List<Option> options) {
    boolean in = has(options, "limit-iface-in");
    boolean out = has(options, "limit-iface-out");
    if (in && out) {
      throw new IllegalArgumentException(
          "found --limit-iface-in and --limit-iface-out, expected one of the two");
    }
    var limitedTo = in ? LimitedTo.IN : out ? LimitedTo.OUT : LimitedTo.ANY;
    return MatchReader.each(
        options.stream().filter(option -> !option.name().startsWith("limit-iface-")).toList(),
        option ->
            switch (option.name()) {
              case "src-type" -> addressType(Side.SOURCE, option, limitedTo);
              case "dst-type" -> addressType(Side.DESTINATION, option, limitedTo);
              default -> new Match.Uninterpreted(List.of(option));
            });
  }

  private static Match addressType(Side side, Option option, LimitedTo limitedTo) {
    return new Match.AddressType(
        side, MatchReader.names(AddressKind.class, MatchReader.argument(option)), limitedTo);
  }

  private static List<Test> statistic(List<Option> options) {
    var mode = value(options, "mode").orElse("");
    var of = new ArrayList<>(options);
    of.removeIf(option -> option.name().equals("mode"));
    if (mode.equals("random") && of.size() == 1 && has(of, "probability")) {
      return MatchReader.each(of, option -> random(MatchReader.argument(option)));
    }
    var every = value(of, "every");
    if (mode.equals("nth") && every.isPresent()) {
      long nth = Integer.toUnsignedLong(Masked.number(every.get()));
      long packet = Integer.toUnsignedLong(Masked.number(value(of, "packet").orElse("0")));
      if (nth == 0 || packet >= nth) {
        throw new IllegalArgumentException(
            "--every " + nth + " --packet " + packet + ": expected a packet below every");
      }
      boolean not = of.stream().anyMatch(Option::not);
      return List.of(new Test(not, new Match.Nth(nth, packet)));
    }
    return List.of(Test.that(new Match.Uninterpreted(options)));
  }

  /// The kernel keeps `lround(0x80000000 * p)`: `extensions/libxt_statistic.c`.
  private static Match random(String text) {
    if (!PROBABILITY.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + text + "\": expected a probability from 0 to 1");
    }
    double probability = Double.parseDouble(text);
    if (probability > 1) {
      throw new IllegalArgumentException("\"" + text + "\": expected a probability from 0 to 1");
    }
    return new Match.Random(Math.round(probability * Match.Random.CERTAIN));
  }

  private static List<Test> recent(List<Option> options) {
    var operations =
        options.stream()
            .filter(option -> Set.of("set", "rcheck", "update", "remove").contains(option.name()))
            .toList();
    var known = Set.of("seconds", "reap", "hitcount", "rttl", "name", "mask", "rsource", "rdest");
    boolean unknown =
        options.stream()
            .anyMatch(option -> !operations.contains(option) && !known.contains(option.name()));
    if (operations.size() != 1 || unknown) {
      return List.of(Test.that(new Match.Uninterpreted(options)));
    }
    var hits = value(options, "hitcount").map(Masked::number);
    var seconds = value(options, "seconds").map(Masked::number);
    return MatchReader.each(
        operations,
        operation ->
            new Match.Recent(
                MatchReader.names(Operation.class, operation.name()).iterator().next(),
                seconds.isPresent() ? OptionalLong.of(seconds.get()) : OptionalLong.empty(),
                has(options, "reap"),
                hits.isPresent() ? OptionalInt.of(hits.get()) : OptionalInt.empty(),
                has(options, "rttl"),
                value(options, "name").orElse("DEFAULT"),
                value(options, "mask").map(Address::parse),
                has(options, "rdest") ? Side.DESTINATION : Side.SOURCE));
  }

  private static boolean has(List<Option> options, String name) {
    for (Option option : options) {
      if (option.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> value(List<Option> options, String name) {
    for (Option option : options) {
      if (option.name().equals(name)) {
        return Optional.of(MatchReader.argument(option));
      }
    }
    return Optional.empty();
  }
}
