package dev.plimsoll.network.netfilter;

import static dev.plimsoll.network.netfilter.Hook.FORWARD;
import static dev.plimsoll.network.netfilter.Hook.INPUT;
import static dev.plimsoll.network.netfilter.Hook.OUTPUT;
import static dev.plimsoll.network.netfilter.Hook.POSTROUTING;
import static dev.plimsoll.network.netfilter.Hook.PREROUTING;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a part of a rule may stand.
///
/// Linux 6.18: `table`, `hooks` and `checkentry` of each `struct xt_match` and `struct xt_target`
/// in `net/netfilter/xt_*.c` and `net/ipv4/netfilter/ipt_*.c`. iptables 1.8.9,
/// `iptables/xshared.c`, `do_parse`: what it refuses before the kernel is asked.
///
/// @param part as messages name it
/// @param tables the tables it may stand in
/// @param hooks from which packets may get to it
record Place(String part, Set<TableName> tables, Set<Hook> hooks) {

  private static final Set<TableName> ANY_TABLE = EnumSet.allOf(TableName.class);
  private static final Set<TableName> FILTERING = EnumSet.complementOf(EnumSet.of(TableName.NAT));
  private static final Set<Hook> ANY_HOOK = EnumSet.allOf(Hook.class);
  private static final Set<Hook> ARRIVING = EnumSet.of(PREROUTING, INPUT, FORWARD);
  private static final Set<Hook> LEAVING = EnumSet.of(FORWARD, OUTPUT, POSTROUTING);

  private static final Optional<Place> DROP = Optional.of(new Place("DROP", FILTERING, ANY_HOOK));
  private static final Optional<Place> DNAT = nat("DNAT", PREROUTING, OUTPUT);
  private static final Optional<Place> REDIRECT = nat("REDIRECT", PREROUTING, OUTPUT);
  private static final Optional<Place> SNAT = nat("SNAT", POSTROUTING, INPUT);
  private static final Optional<Place> MASQUERADE = nat("MASQUERADE", POSTROUTING);
  private static final Optional<Place> NETMAP =
      nat("NETMAP", PREROUTING, INPUT, OUTPUT, POSTROUTING);

  /// The places of all parts of a rule that may not stand everywhere.
  ///
  /// @param isBuiltIn whether its chain is; in others iptables does not look at interfaces
  static List<Place> of(Rule rule, boolean isBuiltIn) {
    var places = new ArrayList<Place>(0);
    for (Module module : rule.modules()) {
      for (Test test : module.tests()) {
        add(places, of(module.name(), test.match(), isBuiltIn));
      }
    }
    add(places, of(rule.target()));
    return places;
  }

  private static void add(List<Place> places, Optional<Place> place) {
    if (place.isPresent()) {
      places.add(place.get());
    }
  }

  private static Optional<Place> of(String module, Match match, boolean isBuiltIn) {
    return switch (match) {
      case Match.InInterface _ when isBuiltIn -> of("-i", ARRIVING);
      case Match.OutInterface _ when isBuiltIn -> of("-o", LEAVING);
      case Match.SourceMac _ -> of("-m mac", ARRIVING);
      case Match.AddressType(_, _, var limitedTo) ->
          switch (limitedTo) {
            case IN -> of("--limit-iface-in", ARRIVING);
            case OUT -> of("--limit-iface-out", LEAVING);
            case ANY -> Optional.empty();
          };
      case Match.Unseen(var kind, var options) -> of(kind, options);
      case Match.Uninterpreted _ when module.equals("mac") -> of("-m mac", ARRIVING);
      case Match other -> Optional.empty();
    };
  }

  private static Optional<Place> of(Match.Unseen.Kind kind, List<Option> options) {
    String part = "-m " + kind.moduleName();
    return switch (kind) {
      case OWNER -> of(part, EnumSet.of(OUTPUT, POSTROUTING));
      case SOCKET -> of(part, EnumSet.of(PREROUTING, INPUT));
      case RPFILTER ->
          Optional.of(
              new Place(part, EnumSet.of(TableName.RAW, TableName.MANGLE), EnumSet.of(PREROUTING)));
      case CGROUP -> of(part, EnumSet.of(INPUT, OUTPUT, POSTROUTING));
      case REALM -> of(part, EnumSet.complementOf(EnumSet.of(PREROUTING)));
      case PHYSDEV ->
          asksForPort(options)
              ? of("--physdev-out", EnumSet.complementOf(EnumSet.of(OUTPUT)))
              : Optional.empty();
      case DEVGROUP ->
          has(options, "src-group")
              ? of("--src-group", ARRIVING)
              : has(options, "dst-group") ? of("--dst-group", LEAVING) : Optional.empty();
      case POLICY ->
          has(options, "dir", "in")
              ? of("--dir in", ARRIVING)
              : has(options, "dir", "out") ? of("--dir out", LEAVING) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Whether it asks for the port of a bridge by which packets leave, of others than bridged ones
  /// too.
  private static boolean asksForPort(List<Option> options) {
    boolean isBridged =
        options.stream()
            .anyMatch(option -> option.name().equals("physdev-is-bridged") && !option.not());
    return !isBridged && (has(options, "physdev-out") || has(options, "physdev-is-out"));
  }

  private static Optional<Place> of(Target target) {
    return switch (target) {
      case Target.Drop _ -> DROP;
      case Target.Dnat _ -> DNAT;
      case Target.Redirect _ -> REDIRECT;
      case Target.Snat _ -> SNAT;
      case Target.Masquerade _ -> MASQUERADE;
      case Target.Netmap _ -> NETMAP;
      case Target.Reject _ -> in("REJECT", TableName.FILTER);
      case Target.Notrack _ -> in("NOTRACK", TableName.RAW);
      case Target.Passing(var name, var options) -> of(name, options);
      case Target.Uninterpreted(var name, var options) -> of(name, options);
      case Target.None _,
          Target.Accept _,
          Target.Return _,
          Target.Jump _,
          Target.Goto _,
          Target.SetMark _,
          Target.SetConnMark _,
          Target.SaveMark _,
          Target.RestoreMark _ ->
          Optional.empty();
    };
  }

  /// Of a target that changes nothing the model looks at, or that it does not know.
  private static Optional<Place> of(String name, List<Option> options) {
    return switch (name) {
      case "CHECKSUM", "DSCP", "TOS", "TTL", "HL", "ECN", "TCPOPTSTRIP" ->
          in(name, TableName.MANGLE);
      case "TRACE", "CT" -> in(name, TableName.RAW);
      case "SECMARK", "CONNSECMARK" -> in(name, TableName.MANGLE, TableName.SECURITY);
      case "CLASSIFY" -> of(name, LEAVING);
      case "SYNPROXY" -> of(name, EnumSet.of(INPUT, FORWARD));
      case "TPROXY" ->
          Optional.of(new Place(name, EnumSet.of(TableName.MANGLE), EnumSet.of(PREROUTING)));
      case "TCPMSS" ->
          has(options, "clamp-mss-to-pmtu") ? of("--clamp-mss-to-pmtu", LEAVING) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean has(List<Option> options, String name, String... arguments) {
    return options.stream()
        .anyMatch(
            option ->
                option.name().equals(name)
                    && (arguments.length == 0 || option.arguments().equals(List.of(arguments))));
  }

  private static Optional<Place> of(String part, Set<Hook> hooks) {
    return Optional.of(new Place(part, ANY_TABLE, hooks));
  }

  private static Optional<Place> in(String part, TableName... tables) {
    return Optional.of(new Place(part, EnumSet.copyOf(List.of(tables)), ANY_HOOK));
  }

  private static Optional<Place> nat(String part, Hook... hooks) {
    return Optional.of(new Place(part, EnumSet.of(TableName.NAT), EnumSet.copyOf(List.of(hooks))));
  }

  /// What is wrong where the part stands; empty if nothing is.
  ///
  /// @param reaching the hooks from which packets get there
  Optional<String> mistake(TableName table, Set<Hook> reaching) {
    if (!tables.contains(table)) {
      var expected = tables.stream().map(TableName::toString).toList();
      return Optional.of(
          part + " in table " + table + ": expected table " + String.join(" or ", expected));
    }
    return hooks.containsAll(reaching)
        ? Optional.empty()
        : Optional.of(part + " is reached from " + reaching + ": expected only " + hooks);
  }
}
