package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.AddressKind;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Prints rules from their records, as iptables-save does.
///
/// iptables 1.8.9, `extensions/lib*.c`, the `save` function of each.
public final class Spelling {

  private Spelling() {}

  /// A rule made from records, with its words.
  public static Rule rule(List<Module> modules, Target target) {
    return new Rule(0, Optional.empty(), words(modules, target), modules, target);
  }

  /// What follows `-A CHAIN`, word by word.
  public static List<String> words(List<Module> modules, Target target) {
    var words = new ArrayList<String>();
    for (Module module : modules) {
      if (!module.name().equals(Module.HEADER)) {
        words.addAll(List.of("-m", module.name()));
      }
      module.tests().forEach(test -> words.addAll(test(module.name(), test)));
      words.addAll(limits(module));
    }
    words.addAll(TargetSpelling.words(target));
    return words;
  }

  private static List<String> test(String module, Test test) {
    var words = new ArrayList<>(match(module, test.match()));
    if (test.not()) {
      words.add(beforeOption(test.match()), "!");
    }
    return words;
  }

  /// Where `!` stands: in front, but with statistic after `--mode MODE`.
  private static int beforeOption(Match match) {
    return match instanceof Match.Random || match instanceof Match.Nth ? 2 : 0;
  }

  private static List<String> match(String module, Match match) {
    return switch (match) {
      case Match.Source(var prefixes) -> List.of("-s", join(prefixes));
      case Match.Destination(var prefixes) -> List.of("-d", join(prefixes));
      case Match.InInterface(var name) -> List.of("-i", name);
      case Match.OutInterface(var name) -> List.of("-o", name);
      case Match.OfProtocol(var protocol) -> List.of("-p", protocol.toString());
      case Match.Fragment() -> List.of("-f");
      case Match.Comment(var text) -> List.of("--comment", Words.save(text));
      case Match.SourcePort(_, var range) -> List.of("--sport", range.toString());
      case Match.DestinationPort(_, var range) -> List.of("--dport", range.toString());
      case Match.Multiport(var side, var ranges) ->
          List.of(
              switch (side) {
                case SOURCE -> "--sports";
                case DESTINATION -> "--dports";
                case EITHER -> "--ports";
              },
              join(ranges));
      case Match.TcpFlags(var examined, var set) ->
          List.of("--tcp-flags", flags(examined), flags(set));
      case Match.IcmpType icmp ->
          List.of(icmp.family() == Family.IPV4 ? "--icmp-type" : "--icmpv6-type", icmp(icmp));
      case Match.ConnState(var states) ->
          List.of(module.equals("state") ? "--state" : "--ctstate", join(states));
      case Match.ConnProtocol(var protocol) ->
          List.of("--ctproto", Integer.toString(protocol.number()));
      case Match.ConnAddress(var direction, var side, var prefix) ->
          List.of(connection(direction, side), host(prefix));
      case Match.ConnPort(var direction, var side, var range) ->
          List.of(connection(direction, side) + "port", range.toString());
      case Match.ConnDirection(var direction) -> List.of("--ctdir", direction.name());
      case Match.Mark(int value, int mask) -> List.of("--mark", new Masked(value, mask).toString());
      case Match.ConnMark(int value, int mask) ->
          List.of("--mark", new Masked(value, mask).toString());
      case Match.AddressType(var side, var kinds, _) ->
          List.of(side == Side.SOURCE ? "--src-type" : "--dst-type", kinds(kinds));
      case Match.Random random ->
          List.of(
              "--mode",
              "random",
              "--probability",
              String.format(Locale.ROOT, "%.11f", random.probability()));
      case Match.Nth(long every, long packet) ->
          List.of("--mode", "nth", "--every", "" + every, "--packet", "" + packet);
      case Match.Recent recent -> recent(recent);
      case Match.Accounting(var name) -> List.of("--nfacct-name", name);
      case Match.AddressRange(var side, var first, var last) ->
          List.of(side == Side.SOURCE ? "--src-range" : "--dst-range", first + "-" + last);
      case Match.InSet(var set, var sides) ->
          List.of(
              "--match-set",
              set,
              sides.stream()
                  .map(side -> side == Side.SOURCE ? "src" : "dst")
                  .collect(Collectors.joining(",")));
      case Match.SourceMac(var address) -> List.of("--mac-source", address.toString());
      case Match.Unseen(_, var options) -> options(options);
      case Match.Uninterpreted(var options) -> options(options);
    };
  }

  /// addrtype's `--limit-iface-in`, which belongs to the whole module.
  private static List<String> limits(Module module) {
    return module.tests().stream()
        .map(Test::match)
        .flatMap(
            match ->
                match instanceof Match.AddressType(_, _, var limitedTo)
                    ? switch (limitedTo) {
                      case ANY -> List.<String>of().stream();
                      case IN -> List.of("--limit-iface-in").stream();
                      case OUT -> List.of("--limit-iface-out").stream();
                    }
                    : List.<String>of().stream())
        .distinct()
        .toList();
  }

  private static List<String> recent(Match.Recent recent) {
    var words = new ArrayList<String>();
    words.add("--" + recent.operation().name().toLowerCase(Locale.ROOT));
    recent.seconds().ifPresent(seconds -> words.addAll(List.of("--seconds", "" + seconds)));
    if (recent.reap()) {
      words.add("--reap");
    }
    recent.hits().ifPresent(hits -> words.addAll(List.of("--hitcount", "" + hits)));
    if (recent.sameTtl()) {
      words.add("--rttl");
    }
    words.addAll(List.of("--name", recent.name()));
    recent.mask().ifPresent(mask -> words.addAll(List.of("--mask", mask.toString())));
    words.add(recent.side() == Side.DESTINATION ? "--rdest" : "--rsource");
    return words;
  }

  /// Options that were kept as they stood.
  static List<String> options(List<Option> options) {
    var words = new ArrayList<String>();
    for (Option option : options) {
      if (option.not()) {
        words.add("!");
      }
      words.add(option.name().startsWith("-") ? option.name() : "--" + option.name());
      for (String argument : option.arguments()) {
        words.add(
            switch (option.name()) {
              case "log-prefix", "nflog-prefix", "ulog-prefix" -> Words.save(argument);
              case "string", "hex-string" -> Words.quote(argument);
              default -> Words.plain(argument);
            });
      }
    }
    return words;
  }

  private static String flags(Set<TcpFlag> flags) {
    return flags.isEmpty() ? "NONE" : join(flags);
  }

  private static String kinds(Set<AddressKind> kinds) {
    return join(kinds);
  }

  private static String icmp(Match.IcmpType icmp) {
    if (icmp.type().isEmpty()) {
      return "any";
    }
    return icmp.type().getAsInt() + (icmp.code().isPresent() ? "/" + icmp.code().getAsInt() : "");
  }

  private static String connection(Match.Direction direction, Side side) {
    return (direction == Match.Direction.ORIGINAL ? "--ctorig" : "--ctrepl")
        + (side == Side.SOURCE ? "src" : "dst");
  }

  /// An address without the length where the length says nothing.
  private static String host(Prefix prefix) {
    return prefix.length() == prefix.family().bits()
        ? prefix.address().toString()
        : prefix.toString();
  }

  private static String join(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  static String ports(PortRange range) {
    return range.toString('-');
  }
}
