package dev.plimsoll.network.netfilter.text;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.Target.NatFlag;
import dev.plimsoll.network.netfilter.Target.NatRange;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prints targets from their records; the half of [Spelling] after `-j`.
final class TargetSpelling {

  private TargetSpelling() {}

  static List<String> words(Target target) {
    return switch (target) {
      case Target.None() -> List.of();
      case Target.Accept() -> List.of("-j", "ACCEPT");
      case Target.Drop() -> List.of("-j", "DROP");
      case Target.Return() -> List.of("-j", "RETURN");
      case Target.Jump(var chain) -> List.of("-j", chain);
      case Target.Goto(var chain) -> List.of("-g", chain);
      case Target.Reject(var with) ->
          with.map(error -> List.of("-j", "REJECT", "--reject-with", error))
              .orElse(List.of("-j", "REJECT"));
      case Target.SetMark(int value, int mask) ->
          List.of("-j", "MARK", "--set-xmark", new Masked(value, mask).full());
      case Target.SetConnMark(int value, int mask) ->
          List.of("-j", "CONNMARK", "--set-xmark", new Masked(value, mask).full());
      case Target.SaveMark(int packet, int connection) ->
          connMark("--save-mark", packet, connection);
      case Target.RestoreMark(int packet, int connection) ->
          connMark("--restore-mark", packet, connection);
      case Target.Dnat(var to, var flags) ->
          nat(List.of("-j", "DNAT", "--to-destination", range(to)), flags);
      case Target.Snat(var to, var flags) ->
          nat(List.of("-j", "SNAT", "--to-source", range(to)), flags);
      case Target.Masquerade(var ports, var flags) -> nat(toPorts("MASQUERADE", ports), flags);
      case Target.Redirect(var ports, var flags) -> nat(toPorts("REDIRECT", ports), flags);
      case Target.Netmap(var to) -> List.of("-j", "NETMAP", "--to", to.toString());
      case Target.Notrack() -> List.of("-j", "CT", "--notrack");
      case Target.Passing(var name, var options) -> extension(name, options);
      case Target.Uninterpreted(var name, var options) -> extension(name, options);
    };
  }

  private static List<String> extension(String name, List<Option> options) {
    var words = new ArrayList<>(List.of("-j", name));
    words.addAll(Spelling.options(options));
    return words;
  }

  private static List<String> connMark(String operation, int packetMask, int connectionMask) {
    return List.of(
        "-j",
        "CONNMARK",
        operation,
        "--nfmask",
        Masked.hex(packetMask),
        "--ctmask",
        Masked.hex(connectionMask));
  }

  private static List<String> toPorts(String name, Optional<PortRange> ports) {
    return ports
        .map(range -> List.of("-j", name, "--to-ports", Spelling.ports(range)))
        .orElse(List.of("-j", name));
  }

  private static List<String> nat(List<String> words, Set<NatFlag> flags) {
    var all = new ArrayList<>(words);
    flags.forEach(flag -> all.add("--" + TargetReader.optionName(flag)));
    return all;
  }

  /// `extensions/libxt_NAT.c`, `print_range`: IPv6 addresses in brackets if ports follow.
  private static String range(NatRange range) {
    String addresses =
        range
            .addresses()
            .map(
                both ->
                    both.first().equals(both.last())
                        ? both.first().toString()
                        : both.first() + "-" + both.last())
            .orElse("");
    boolean brackets =
        range.ports().isPresent()
            && range.addresses().map(both -> family(both.first())).equals(Optional.of(Family.IPV6));
    return (brackets ? "[" + addresses + "]" : addresses)
        + range.ports().map(ports -> ":" + Spelling.ports(ports)).orElse("");
  }

  private static Family family(Address address) {
    return address.family();
  }
}
