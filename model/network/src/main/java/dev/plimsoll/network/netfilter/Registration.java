package dev.plimsoll.network.netfilter;

import java.util.Set;

/// What a rule makes the kernel do to every packet of its family as long as it is loaded.
///
/// Connection tracking looks at packets only where a rule asks for it: Linux 6.18
/// `net/netfilter/nf_conntrack_proto.c`, `nf_ct_netns_get`, and who calls it in
/// `net/netfilter/xt_*.c`. Before it, and so before the table raw, fragments are put together:
/// `net/ipv4/netfilter/nf_defrag_ipv4.c`, `net/ipv6/netfilter/nf_defrag_ipv6_hooks.c`.
final class Registration {

  private static final Set<String> TRACKING_MODULES =
      Set.of(
          "cluster",
          "connbytes",
          "connlabel",
          "connlimit",
          "connmark",
          "conntrack",
          "helper",
          "state");

  private static final Set<String> TRACKING_TARGETS = Set.of("CONNSECMARK", "CT", "SYNPROXY");

  private Registration() {}

  /// Whether connections are tracked.
  static boolean tracks(Rule rule) {
    return rule.modules().stream().anyMatch(module -> TRACKING_MODULES.contains(module.name()))
        || tracks(rule.target());
  }

  /// `CT --notrack` and NOTRACK ask for nothing: `net/netfilter/xt_CT.c`, `xt_ct_tg_check`.
  private static boolean tracks(Target target) {
    return switch (target) {
      case Target.SetConnMark _,
          Target.SaveMark _,
          Target.RestoreMark _,
          Target.Dnat _,
          Target.Snat _,
          Target.Masquerade _,
          Target.Redirect _,
          Target.Netmap _ ->
          true;
      case Target.Passing(var name, _) -> TRACKING_TARGETS.contains(name);
      case Target.Uninterpreted(var name, _) -> TRACKING_TARGETS.contains(name);
      case Target.None _,
          Target.Accept _,
          Target.Drop _,
          Target.Return _,
          Target.Jump _,
          Target.Goto _,
          Target.Reject _,
          Target.SetMark _,
          Target.Notrack _ ->
          false;
    };
  }

  /// Whether fragments are put together before the first table; `-m socket` and TPROXY want that
  /// without connection tracking.
  static boolean joinsFragments(Rule rule) {
    return tracks(rule)
        || rule.modules().stream().anyMatch(module -> module.name().equals("socket"))
        || (rule.target() instanceof Target.Uninterpreted(var name, _) && name.equals("TPROXY"));
  }
}
