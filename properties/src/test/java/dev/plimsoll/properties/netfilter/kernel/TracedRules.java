package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.TableName;
import dev.plimsoll.network.netfilter.Test;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Rules that were recorded somewhere, with TRACE before all others, and what they speak of.
record TracedRules(String name, String text, RuleSet rules) {

  private static final Prefix LINK_LOCAL = Prefix.parse("fe80::/10");
  private static final String TRACE = "-I PREROUTING 1 -j TRACE\n-I OUTPUT 1 -j TRACE\n";

  /// Reads a dump.
  ///
  /// @throws dev.plimsoll.network.netfilter.text.DumpException if it is none, or refused
  static TracedRules of(String name, String dump) {
    Set<TableName> there = Dump.parse(name, dump).load().tables().keySet();
    var text = new StringBuilder(dump.endsWith("\n") ? dump : dump + "\n");
    for (TableName table : TableName.values()) {
      if (!there.contains(table)) {
        text.append("*" + table + "\nCOMMIT\n");
      }
    }
    int raw = text.indexOf("*raw\n");
    text.insert(text.indexOf("COMMIT\n", raw), TRACE);
    return new TracedRules(name, text.toString(), Dump.parse(name, text.toString()).load());
  }

  Family family() {
    return rules.family().orElse(Family.IPV4);
  }

  /// The interfaces that rules name, one for each pattern.
  Set<String> interfaces() {
    var names = new TreeSet<String>();
    matches()
        .forEach(
            match -> {
              switch (match) {
                case Match.InInterface(var name) -> names.add(name.replace("+", "0"));
                case Match.OutInterface(var name) -> names.add(name.replace("+", "0"));
                case Match other -> {}
              }
            });
    names.removeIf(name -> name.equals("lo") || !name.matches("[a-z][-a-z0-9_.]{1,14}"));
    return names;
  }

  /// An address in each network that rules name.
  List<Address> addresses() {
    Stream<Address> compared =
        matches()
            .flatMap(
                match ->
                    switch (match) {
                      case Match.Source(var prefixes) -> prefixes.stream().map(TracedRules::in);
                      case Match.Destination(var prefixes) ->
                          prefixes.stream().map(TracedRules::in);
                      case Match.AddressRange(_, var first, _) -> Stream.of(first);
                      case Match other -> Stream.<Address>empty();
                    });
    return compared.filter(TracedRules::isHost).distinct().toList();
  }

  /// A port in each range that rules name.
  List<Integer> ports() {
    return matches()
        .flatMap(
            match ->
                switch (match) {
                  case Match.SourcePort(_, var range) -> Stream.of(range);
                  case Match.DestinationPort(_, var range) -> Stream.of(range);
                  case Match.Multiport(_, var ranges) -> ranges.stream();
                  case Match other -> Stream.<PortRange>empty();
                })
        .map(PortRange::first)
        .distinct()
        .toList();
  }

  private Stream<Match> matches() {
    return rules.rules().flatMap(rule -> rule.tests()).map(Test::match);
  }

  private static Address in(Prefix prefix) {
    Address host = Address.parse(prefix.family() == Family.IPV4 ? "0.0.0.5" : "::5");
    return prefix.address().or(host.and(prefix.mask().complement()));
  }

  private static boolean isHost(Address address) {
    boolean reserved =
        address.family() == Family.IPV4
            ? address.low() >>> 24 == 0 || address.low() >>> 28 >= 0xe
            : LINK_LOCAL.contains(address);
    return !reserved && !address.isLoopback() && !address.isMulticast() && !address.isUnspecified();
  }
}
