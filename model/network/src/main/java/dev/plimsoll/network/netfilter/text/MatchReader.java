package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.Match.Unseen;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Turns the options of one module into [Test]s, one for each option.
///
/// A module or option that is not known becomes [Match.Uninterpreted]; a value that a known option
/// cannot have is an [IllegalArgumentException]. Modules whose options belong together are read
/// by [ModuleReader].
final class MatchReader {

  private static final Pattern HOST_NAME = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9.]*");

  /// As people write it before they publish a dump.
  private static final Pattern HIDDEN_MAC = Pattern.compile("[xX]{2}(:[xX]{2}){5}");

  private MatchReader() {}

  /// The options that need no `-m`.
  static List<Test> header(List<Option> options) {
    return each(options, MatchReader::headerOption);
  }

  /// The options of `-m name`.
  static List<Test> module(String name, List<Option> options) {
    return switch (name) {
      case "tcp", "udp", "sctp", "dccp", "udplite" ->
          each(options, option -> transport(IpProtocol.parse(name), option));
      case "icmp" -> each(options, option -> icmp(Family.IPV4, option));
      case "icmp6" -> each(options, option -> icmp(Family.IPV6, option));
      case "conntrack", "state" -> each(options, MatchReader::connection);
      case "comment", "mark", "connmark", "nfacct", "multiport", "iprange", "mac" ->
          each(options, option -> simple(name, option));
      default -> ModuleReader.read(name, options);
    };
  }

  /// The first word of an option's value.
  static String argument(Option option) {
    if (option.arguments().isEmpty()) {
      throw new IllegalArgumentException("expected a value");
    }
    return option.arguments().getFirst();
  }

  /// A set from a comma-separated list of the names of its constants.
  static <E extends Enum<E>> Set<E> names(Class<E> type, String list) {
    var set = EnumSet.noneOf(type);
    for (String name : list.split(",", -1)) {
      set.add(
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> constant.name().equals(name.toUpperCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "\""
                              + name
                              + "\": expected one of "
                              + Arrays.toString(type.getEnumConstants()))));
    }
    return set;
  }

  /// One test for each option, with `!` in the test.
  static List<Test> each(List<Option> options, Function<Option, Match> reader) {
    var tests = new ArrayList<Test>(options.size());
    for (Option option : options) {
      Option plain = option.not() ? new Option(false, option.name(), option.arguments()) : option;
      tests.add(new Test(option.not(), naming(plain, reader)));
    }
    return tests;
  }

  /// Reads an option, and says in the message of an error that it was about that one.
  static <T> T naming(Option option, Function<Option, T> reader) {
    try {
      return reader.apply(option);
    } catch (IllegalArgumentException e) {
      String dashes = option.name().startsWith("-") ? "" : "--";
      String written = dashes + option.name() + " " + String.join(" ", option.arguments());
      throw new IllegalArgumentException(written.strip() + ": " + e.getMessage(), e);
    }
  }

  private static Match headerOption(Option option) {
    return switch (option.name()) {
      case "-s" ->
          isHostName(argument(option))
              ? new Match.Uninterpreted(List.of(option))
              : new Match.Source(prefixes(argument(option)));
      case "-d" ->
          isHostName(argument(option))
              ? new Match.Uninterpreted(List.of(option))
              : new Match.Destination(prefixes(argument(option)));
      case "-i" -> new Match.InInterface(argument(option));
      case "-o" -> new Match.OutInterface(argument(option));
      case "-p" -> new Match.OfProtocol(IpProtocol.parse(argument(option)));
      case "-f" -> new Match.Fragment();
      default -> new Match.Uninterpreted(List.of(option));
    };
  }

  /// A name that iptables would look up when it loads the rule; here nobody knows its address. It
  /// has a letter that no IPv6 address has.
  private static boolean isHostName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = Character.toLowerCase(text.charAt(i));
      if (letter >= 'g' && letter <= 'z') {
        return HOST_NAME.matcher(text).matches();
      }
    }
    return false;
  }

  private static List<Prefix> prefixes(String list) {
    return list.indexOf(',') < 0
        ? List.of(Prefix.parseMasked(list))
        : Arrays.stream(list.split(",", -1)).map(Prefix::parseMasked).toList();
  }

  private static Match transport(IpProtocol protocol, Option option) {
    return switch (option.name()) {
      case "sport", "source-port" ->
          new Match.SourcePort(protocol, PortRange.parse(argument(option)));
      case "dport", "destination-port" ->
          new Match.DestinationPort(protocol, PortRange.parse(argument(option)));
      case "tcp-flags" ->
          new Match.TcpFlags(flags(argument(option)), flags(option.arguments().getLast()));
      case "syn" ->
          new Match.TcpFlags(
              EnumSet.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.ACK),
              EnumSet.of(TcpFlag.SYN));
      case "tcp-option" -> new Unseen(Unseen.Kind.TCP_OPTION, List.of(option));
      case "chunk-types" -> new Unseen(Unseen.Kind.SCTP_CHUNKS, List.of(option));
      default -> new Match.Uninterpreted(List.of(option));
    };
  }

  private static Set<TcpFlag> flags(String list) {
    return switch (list) {
      case "ALL" -> EnumSet.allOf(TcpFlag.class);
      case "NONE" -> EnumSet.noneOf(TcpFlag.class);
      default -> names(TcpFlag.class, list);
    };
  }

  private static Match icmp(Family family, Option option) {
    return switch (option.name()) {
      case "icmp-type", "icmpv6-type" -> IcmpNames.parse(family, argument(option));
      default -> new Match.Uninterpreted(List.of(option));
    };
  }

  private static Match connection(Option option) {
    String value = option.arguments().isEmpty() ? "" : option.arguments().getFirst();
    return switch (option.name()) {
      case "ctstate", "state" -> new Match.ConnState(names(ConnectionState.class, value));
      case "ctproto" -> new Match.ConnProtocol(IpProtocol.parse(value));
      case "ctdir" -> new Match.ConnDirection(names(Direction.class, value).iterator().next());
      case "ctorigsrc" -> connAddress(Direction.ORIGINAL, Side.SOURCE, value);
      case "ctorigdst" -> connAddress(Direction.ORIGINAL, Side.DESTINATION, value);
      case "ctreplsrc" -> connAddress(Direction.REPLY, Side.SOURCE, value);
      case "ctrepldst" -> connAddress(Direction.REPLY, Side.DESTINATION, value);
      case "ctorigsrcport" -> connPort(Direction.ORIGINAL, Side.SOURCE, value);
      case "ctorigdstport" -> connPort(Direction.ORIGINAL, Side.DESTINATION, value);
      case "ctreplsrcport" -> connPort(Direction.REPLY, Side.SOURCE, value);
      case "ctrepldstport" -> connPort(Direction.REPLY, Side.DESTINATION, value);
      case "ctstatus", "ctexpire" -> new Unseen(Unseen.Kind.CONN_STATUS, List.of(option));
      default -> new Match.Uninterpreted(List.of(option));
    };
  }

  private static Match connAddress(Direction direction, Side side, String value) {
    return new Match.ConnAddress(direction, side, network(value));
  }

  /// A mask with holes is passed over here: `libxtables/xtoptions.c`, `xtopt_parse_plenmask`.
  private static Prefix network(String value) {
    Prefix masked = Prefix.parseMasked(value);
    return masked.length() >= 0
        ? masked
        : Prefix.of(Address.parse(value.substring(0, value.indexOf('/'))), masked.family().bits());
  }

  private static Match connPort(Direction direction, Side side, String value) {
    return new Match.ConnPort(direction, side, PortRange.parse(value));
  }

  private static Match simple(String module, Option option) {
    return switch (module + " " + option.name()) {
      case "comment comment" -> new Match.Comment(argument(option));
      case "nfacct nfacct-name" -> new Match.Accounting(argument(option));
      case "mark mark" -> {
        var mark = Masked.parse(argument(option));
        yield new Match.Mark(mark.value(), mark.mask());
      }
      case "connmark mark" -> {
        var mark = Masked.parse(argument(option));
        yield new Match.ConnMark(mark.value(), mark.mask());
      }
      case "mac mac-source" ->
          HIDDEN_MAC.matcher(argument(option)).matches()
              ? new Match.Uninterpreted(List.of(option))
              : new Match.SourceMac(MacAddress.parse(argument(option)));
      case "multiport sports", "multiport source-ports" -> multiport(Side.SOURCE, argument(option));
      case "multiport dports", "multiport destination-ports" ->
          multiport(Side.DESTINATION, argument(option));
      case "multiport ports" -> multiport(Side.EITHER, argument(option));
      case "iprange src-range" -> addressRange(Side.SOURCE, argument(option));
      case "iprange dst-range" -> addressRange(Side.DESTINATION, argument(option));
      default -> new Match.Uninterpreted(List.of(option));
    };
  }

  private static Match multiport(Side side, String list) {
    return new Match.Multiport(
        side, Arrays.stream(list.split(",", -1)).map(PortRange::parse).toList());
  }

  private static Match addressRange(Side side, String range) {
    int dash = range.indexOf('-');
    Address first = Address.parse(dash < 0 ? range : range.substring(0, dash));
    return new Match.AddressRange(
        side, first, dash < 0 ? first : Address.parse(range.substring(dash + 1)));
  }
}
