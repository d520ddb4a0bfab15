package dev.plimsoll.network.netfilter;

import static dev.plimsoll.network.netfilter.Hook.FORWARD;
import static dev.plimsoll.network.netfilter.Hook.INPUT;
import static dev.plimsoll.network.netfilter.Hook.OUTPUT;
import static dev.plimsoll.network.netfilter.Hook.POSTROUTING;
import static dev.plimsoll.network.netfilter.Hook.PREROUTING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The five tables, in the order in which one hook calls them.
///
/// Linux `include/uapi/linux/netfilter_ipv4.h`, `enum nf_ip_hook_priorities`: raw -300,
/// conntrack -200, mangle -150, nat (destination) -100, filter 0, security 50, nat (source) 100.
public enum TableName {
  RAW,
  MANGLE,
  NAT,
  FILTER,
  SECURITY;

  /// Reads the name as it stands after `*` in a dump.
  public static TableName parse(String text) {
    return Arrays.stream(values())
        .filter(table -> table.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + text
                        + "\" is not a table: expected raw, mangle, nat, filter, security"));
  }

  /// The hooks at which the table has a built-in chain, in the order of iptables-save.
  public List<Hook> hooks() {
    return switch (this) {
      case RAW -> List.of(PREROUTING, OUTPUT);
      case MANGLE -> List.of(PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING);
      case NAT -> List.of(PREROUTING, INPUT, OUTPUT, POSTROUTING);
      case FILTER, SECURITY -> List.of(INPUT, FORWARD, OUTPUT);
    };
  }

  /// Whether the table has a built-in chain of that name.
  public boolean isBuiltIn(String chain) {
    return hooks().stream().anyMatch(hook -> hook.name().equals(chain));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
