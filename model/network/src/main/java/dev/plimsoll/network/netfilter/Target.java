package dev.plimsoll.network.netfilter;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a rule does with a packet that it matches.
///
/// The meaning is that of the kernel's `net/netfilter/xt_*.c` and `nf_nat_core.c`, Linux 6.x.
public sealed interface Target {

  /// No `-j`: the rule only counts.
  record None() implements Target {}

  record Accept() implements Target {}

  record Drop() implements Target {}

  /// Back to the calling chain; in a built-in chain, the policy.
  record Return() implements Target {}

  /// `-j CHAIN`: on with that chain, then back to the next rule here.
  record Jump(String chain) implements Target {}

  /// `-g CHAIN`: on with that chain; at its end, back to where this chain was jumped to from.
  record Goto(String chain) implements Target {}

  /// `-j REJECT`: dropped, and an error is sent back.
  ///
  /// @param with the error, `icmp-port-unreachable` if the rule does not say
  record Reject(Optional<String> with) implements Target {}

  /// `-j MARK`: the mark becomes `(mark & ~mask) ^ value`.
  record SetMark(int value, int mask) implements Target {}

  /// `-j CONNMARK --set-xmark`: the connection's mark becomes `(mark & ~mask) ^ value`.
  record SetConnMark(int value, int mask) implements Target {}

  /// `-j CONNMARK --save-mark`: from the packet's mark to the connection's.
  record SaveMark(int packetMask, int connectionMask) implements Target {}

  /// `-j CONNMARK --restore-mark`: from the connection's mark to the packet's.
  record RestoreMark(int packetMask, int connectionMask) implements Target {}

  /// `-j DNAT`: rewrites the destination of the connection.
  record Dnat(NatRange to, Set<NatFlag> flags) implements Target {}

  /// `-j SNAT`: rewrites the source of the connection.
  record Snat(NatRange to, Set<NatFlag> flags) implements Target {}

  /// `-j MASQUERADE`: rewrites the source to the address of the interface by which it leaves.
  record Masquerade(Optional<PortRange> ports, Set<NatFlag> flags) implements Target {}

  /// `-j REDIRECT`: rewrites the destination to the host itself.
  record Redirect(Optional<PortRange> ports, Set<NatFlag> flags) implements Target {}

  /// `-j NETMAP`: rewrites the network part; of the destination before routing, else the source.
  record Netmap(Prefix to) implements Target {}

  /// `-j CT --notrack`, `-j NOTRACK`: connection tracking leaves the packet alone.
  record Notrack() implements Target {}

  /// A target that changes nothing the model looks at, and goes on with the next rule: LOG, NFLOG,
  /// TRACE, TCPMSS, CHECKSUM and their like.
  record Passing(String name, List<Option> options) implements Target {}

  /// A target that is not known, or hands the packet to a program, with its exact words.
  record Uninterpreted(String name, List<Option> options) implements Target {}

  /// The new addresses and ports of a NAT target.
  ///
  /// @param addresses first and last; empty to keep the address
  record NatRange(Optional<Addresses> addresses, Optional<PortRange> ports) {}

  /// The addresses `first` to `last`, both included.
  record Addresses(Address first, Address last) {
    public Addresses {
      if (first.family() != last.family() || first.compareTo(last) > 0) {
        throw new IllegalArgumentException(
            "addresses " + first + "-" + last + ": expected one family, the smaller one first");
      }
    }
  }

  /// How a NAT target picks from its range.
  enum NatFlag {
    RANDOM,
    RANDOM_FULLY,
    PERSISTENT
  }
}
