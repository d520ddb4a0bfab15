package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Target.Addresses;
import dev.plimsoll.network.netfilter.Target.NatFlag;
import dev.plimsoll.network.netfilter.Target.NatRange;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns `-j NAME` or `-g NAME` and its options into a [Target].
///
/// A name that is no known extension is a chain, unless options follow it.
final class TargetReader {

  /// Extensions that change nothing the model looks at and go on with the next rule.
  private static final Set<String> PASSING =
      Set.of(
          "LOG",
          "NFLOG",
          "ULOG",
          "TRACE",
          "CHECKSUM",
          "TCPMSS",
          "TCPOPTSTRIP",
          "DSCP",
          "TOS",
          "TTL",
          "HL",
          "ECN",
          "CLASSIFY",
          "SET",
          "TEE",
          "AUDIT",
          "SECMARK",
          "CONNSECMARK",
          "RATEEST",
          "LED",
          "IDLETIMER",
          "CT");

  /// Extensions without options.
  private static final Set<String> PLAIN = Set.of("ACCEPT", "DROP", "RETURN", "NOTRACK");

  private static final Map<String, NatFlag> FLAGS =
      Arrays.stream(NatFlag.values())
          .collect(Collectors.toUnmodifiableMap(TargetReader::optionName, flag -> flag));

  /// Extensions that decide or rewrite in ways the model does not follow.
  private static final Set<String> FOREIGN =
      Set.of("NFQUEUE", "QUEUE", "TPROXY", "SYNPROXY", "HMARK", "CLUSTERIP", "DNPT", "SNPT");

  private TargetReader() {}

  static Target read(String name, boolean isGoto, List<Option> options) {
    if (isGoto) {
      return options.isEmpty() ? new Target.Goto(name) : new Target.Uninterpreted(name, options);
    }
    Optional<Target> known =
        isNegated(options)
            ? Optional.of(new Target.Uninterpreted(name, options))
            : known(name, options);
    return known.orElseGet(
        () ->
            options.isEmpty() && !FOREIGN.contains(name)
                ? new Target.Jump(name)
                : new Target.Uninterpreted(name, options));
  }

  private static boolean isNegated(List<Option> options) {
    for (Option option : options) {
      if (option.not()) {
        return true;
      }
    }
    return false;
  }

  /// The target, if the name is that of an extension whose options are all understood.
  private static Optional<Target> known(String name, List<Option> options) {
    if (!options.isEmpty() && PLAIN.contains(name)) {
      return Optional.empty();
    }
    return switch (name) {
      case "ACCEPT" -> Optional.of(new Target.Accept());
      case "DROP" -> Optional.of(new Target.Drop());
      case "RETURN" -> Optional.of(new Target.Return());
      case "NOTRACK" -> Optional.of(new Target.Notrack());
      case "REJECT" ->
          hasOnly(options, "reject-with")
              ? Optional.of(new Target.Reject(value(options)))
              : Optional.empty();
      case "MARK" -> mark(options);
      case "CONNMARK" -> connMark(options);
      case "DNAT" ->
          nat(options, "to-destination").map(range -> new Target.Dnat(range, flags(options)));
      case "SNAT" -> nat(options, "to-source").map(range -> new Target.Snat(range, flags(options)));
      case "MASQUERADE" ->
          hasOnly(withoutFlags(options), "to-ports")
              ? Optional.of(new Target.Masquerade(ports(options), flags(options)))
              : Optional.empty();
      case "REDIRECT" ->
          hasOnly(withoutFlags(options), "to-ports")
              ? Optional.of(new Target.Redirect(ports(options), flags(options)))
              : Optional.empty();
      case "NETMAP" ->
          hasOnly(options, "to")
              ? value(options).map(to -> new Target.Netmap(Prefix.parseMasked(to)))
              : Optional.empty();
      case "CT" ->
          Optional.of(
              options.size() == 1 && options.getFirst().name().equals("notrack")
                  ? new Target.Notrack()
                  : new Target.Passing(name, options));
      default ->
          PASSING.contains(name)
              ? Optional.of(new Target.Passing(name, options))
              : Optional.empty();
    };
  }

  /// Whether there is no option, or just the one of that name, with a value.
  private static boolean hasOnly(List<Option> options, String name) {
    return options.isEmpty()
        || (options.size() == 1
            && options.getFirst().name().equals(name)
            && !options.getFirst().arguments().isEmpty());
  }

  /// The first word of the options' values.
  private static Optional<String> value(List<Option> options) {
    for (Option option : options) {
      if (!option.arguments().isEmpty()) {
        return Optional.of(option.arguments().getFirst());
      }
    }
    return Optional.empty();
  }

  /// `extensions/libxt_MARK.c`, `mark_tg_parse`.
  private static Optional<Target> mark(List<Option> options) {
    return options.size() != 1
        ? Optional.empty()
        : xmark(options.getFirst()).map(mark -> new Target.SetMark(mark.value(), mark.mask()));
  }

  private static Optional<Masked> xmark(Option option) {
    if (option.arguments().isEmpty()) {
      return Optional.empty();
    }
    var given = MatchReader.naming(option, each -> Masked.parse(each.arguments().getFirst()));
    return switch (option.name()) {
      case "set-xmark" -> Optional.of(given);
      case "set-mark" -> Optional.of(new Masked(given.value(), given.value() | given.mask()));
      case "and-mark" -> Optional.of(new Masked(0, ~given.value()));
      case "or-mark" -> Optional.of(new Masked(given.value(), given.value()));
      case "xor-mark" -> Optional.of(new Masked(given.value(), 0));
      default -> Optional.empty();
    };
  }

  /// `extensions/libxt_CONNMARK.c`, `connmark_tg_parse`.
  private static Optional<Target> connMark(List<Option> options) {
    if (options.size() == 1 && !options.getFirst().arguments().isEmpty()) {
      return xmark(options.getFirst())
          .map(mark -> new Target.SetConnMark(mark.value(), mark.mask()));
    }
    int packetMask = -1;
    int connectionMask = -1;
    String operation = "";
    for (Option option : options) {
      switch (option.name()) {
        case "save-mark", "restore-mark" -> operation += option.name();
        case "nfmask" -> packetMask = Masked.number(MatchReader.argument(option));
        case "ctmask" -> connectionMask = Masked.number(MatchReader.argument(option));
        case "mask" -> {
          packetMask = Masked.number(MatchReader.argument(option));
          connectionMask = packetMask;
        }
        default -> operation += "?";
      }
    }
    return switch (operation) {
      case "save-mark" -> Optional.of(new Target.SaveMark(packetMask, connectionMask));
      case "restore-mark" -> Optional.of(new Target.RestoreMark(packetMask, connectionMask));
      default -> Optional.empty();
    };
  }

  private static Set<NatFlag> flags(List<Option> options) {
    var flags = EnumSet.noneOf(NatFlag.class);
    for (Option option : options) {
      NatFlag flag = FLAGS.get(option.name());
      if (flag != null) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /// `--random-fully` without the dashes.
  static String optionName(NatFlag flag) {
    return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Option> withoutFlags(List<Option> options) {
    var others = new ArrayList<>(options);
    others.removeIf(option -> FLAGS.containsKey(option.name()));
    return others;
  }

  private static Optional<PortRange> ports(List<Option> options) {
    return value(withoutFlags(options)).map(text -> PortRange.parse(text, '-'));
  }

  /// `[ADDRESS[-ADDRESS]][:PORT[-PORT]]`, IPv6 addresses in brackets if ports follow. A shifted
  /// port map (`:80-90/100`) is not understood.
  private static Optional<NatRange> nat(List<Option> options, String name) {
    List<Option> others = withoutFlags(options);
    var text = value(others);
    if (!hasOnly(others, name) || text.isEmpty() || text.get().indexOf('/') >= 0) {
      return Optional.empty();
    }
    String to = text.get();
    int close = to.indexOf(']');
    int colon = to.startsWith("[") ? to.indexOf(':', Math.max(close, 0)) : to.indexOf(':');
    boolean bare = !to.startsWith("[") && colon != to.lastIndexOf(':');
    String addresses = colon < 0 || bare ? to : to.substring(0, colon);
    Optional<PortRange> ports =
        colon < 0 || bare
            ? Optional.empty()
            : Optional.of(PortRange.parse(to.substring(colon + 1), '-'));
    return Optional.of(new NatRange(addresses(addresses.replace("[", "").replace("]", "")), ports));
  }

  private static Optional<Addresses> addresses(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int dash = text.indexOf('-');
    Address first = Address.parse(dash < 0 ? text : text.substring(0, dash));
    return Optional.of(
        new Addresses(first, dash < 0 ? first : Address.parse(text.substring(dash + 1))));
  }
}
