package dev.plimsoll.network.netfilter;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.transport.PortRange;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What one condition of a rule asks of a packet, without its negation (that is in [Test]).
///
/// Each record names the option that it stands for; the meaning is that of the kernel's
/// `net/netfilter/xt_*.c`, Linux 6.x.
public sealed interface Match {

  /// `-s`: the source lies in one of the prefixes. More than one is only found in hand-written
  /// input; loading splits such a rule.
  record Source(List<Prefix> prefixes) implements Match {}

  /// `-d`: the destination lies in one of the prefixes.
  record Destination(List<Prefix> prefixes) implements Match {}

  /// `-i`: arrived by this interface; a final `+` stands for any ending.
  record InInterface(String name) implements Match {}

  /// `-o`: leaves by this interface; a final `+` stands for any ending.
  record OutInterface(String name) implements Match {}

  /// `-p`; [IpProtocol#ANY] holds for all.
  record OfProtocol(IpProtocol protocol) implements Match {}

  /// `-f`: a fragment other than the first.
  record Fragment() implements Match {}

  /// `-m comment`: always holds.
  record Comment(String text) implements Match {}

  /// `--sport` of tcp, udp, sctp, dccp and udplite.
  record SourcePort(IpProtocol protocol, PortRange range) implements Match {}

  /// `--dport` of tcp, udp, sctp, dccp and udplite.
  record DestinationPort(IpProtocol protocol, PortRange range) implements Match {}

  /// `-m multiport --sports, --dports, --ports`.
  record Multiport(Side side, List<PortRange> ranges) implements Match {}

  /// `--tcp-flags EXAMINED SET`: of the examined flags exactly these are set.
  record TcpFlags(Set<TcpFlag> examined, Set<TcpFlag> set) implements Match {
    public TcpFlags {
      examined = inOrder(TcpFlag.class, examined);
      set = inOrder(TcpFlag.class, set);
    }
  }

  /// `--icmp-type`, `--icmpv6-type`.
  ///
  /// @param type empty for any type
  /// @param code empty for any code
  record IcmpType(Family family, OptionalInt type, OptionalInt code) implements Match {}

  /// `-m conntrack --ctstate` and `-m state --state`: one of these.
  record ConnState(Set<ConnectionState> states) implements Match {
    public ConnState {
      states = inOrder(ConnectionState.class, states);
    }
  }

  /// `--ctproto`.
  record ConnProtocol(IpProtocol protocol) implements Match {}

  /// `--ctorigsrc`, `--ctorigdst`, `--ctreplsrc`, `--ctrepldst`.
  record ConnAddress(Direction direction, Side side, Prefix prefix) implements Match {}

  /// `--ctorigsrcport`, `--ctorigdstport`, `--ctreplsrcport`, `--ctrepldstport`.
  record ConnPort(Direction direction, Side side, PortRange range) implements Match {}

  /// `--ctdir`.
  record ConnDirection(Direction direction) implements Match {}

  /// The two directions of a connection.
  enum Direction {
    ORIGINAL,
    REPLY
  }

  /// `-m mark --mark`: the packet's mark under the mask.
  record Mark(int value, int mask) implements Match {}

  /// `-m connmark --mark`: the connection's mark under the mask.
  record ConnMark(int value, int mask) implements Match {}

  /// `-m addrtype --src-type, --dst-type`.
  record AddressType(Side side, Set<AddressKind> kinds, LimitedTo limitedTo) implements Match {
    public AddressType {
      kinds = inOrder(AddressKind.class, kinds);
    }
  }

  /// Whether addresses of one interface only are looked at: `--limit-iface-in`,
  /// `--limit-iface-out`.
  enum LimitedTo {
    ANY,
    IN,
    OUT
  }

  /// `-m statistic --mode random`.
  ///
  /// @param threshold the probability in units of 2^-31, as the kernel stores it
  record Random(long threshold) implements Match {

    /// 1 as a threshold.
    public static final long CERTAIN = 1L << 31;

    public double probability() {
      return (double) threshold / CERTAIN;
    }
  }

  /// `-m statistic --mode nth`: packet number `packet` of every `every`.
  record Nth(long every, long packet) implements Match {}

  /// `-m recent`: is the address in the list of that name (`--rcheck`, `--update`), or a change of
  /// the list (`--set`, `--remove`).
  ///
  /// @param seconds how old an entry may be (`--seconds`)
  /// @param reap whether older entries are removed (`--reap`)
  /// @param hits the number of entries needed (`--hitcount`)
  /// @param sameTtl whether the time to live has to agree (`--rttl`)
  /// @param side source (`--rsource`) or destination (`--rdest`)
  record Recent(
      Operation operation,
      OptionalLong seconds,
      boolean reap,
      OptionalInt hits,
      boolean sameTtl,
      String name,
      Optional<Address> mask,
      Side side)
      implements Match {
    /// What is done with the list.
    public enum Operation {
      SET,
      RCHECK,
      UPDATE,
      REMOVE
    }
  }

  /// `-m nfacct`: counts, always holds.
  record Accounting(String name) implements Match {}

  /// `-m mac --mac-source`: the source of the Ethernet frame in which the packet came. Of one that
  /// came in none neither this nor its opposite holds: `net/netfilter/xt_mac.c`.
  record SourceMac(MacAddress address) implements Match {}

  /// `-m set --match-set`: whether the packet is in a set, by these of its ends.
  ///
  /// @param sides `src` or `dst` for each part of the set's entries
  record InSet(String set, List<Side> sides) implements Match {
    public InSet {
      sides = List.copyOf(sides);
    }
  }

  /// `-m iprange --src-range, --dst-range`.
  record AddressRange(Side side, Address first, Address last) implements Match {}

  /// A condition on something that a [RuleSet] and a packet's header do not show: the contents of
  /// an ipset, the owner of a socket, a rate. It may hold or not.
  ///
  /// @param kind what it is
  /// @param options the options as written
  record Unseen(Kind kind, List<Option> options) implements Match {
    /// The modules whose answer is not in the model.
    public enum Kind {
      /// Answers that stay the same for one packet.
      SET(true),
      PHYSDEV(true),
      RPFILTER(true),
      OWNER(true),
      LENGTH(true),
      PKTTYPE(true),
      TTL(true),
      HL(true),
      DSCP(true),
      TOS(true),
      ECN(true),
      TIME(true),
      STRING(true),
      U32(true),
      BPF(true),
      IPVS(true),
      SOCKET(true),
      POLICY(true),
      RT(true),
      CGROUP(true),
      HELPER(true),
      REALM(true),
      DEVGROUP(true),
      TCPMSS(true),
      TCP_OPTION(true),
      SCTP_CHUNKS(true),
      CONN_STATUS(true),
      /// Answers that may differ each time they are asked for.
      LIMIT(false),
      HASHLIMIT(false),
      CONNLIMIT(false),
      CONNBYTES(false),
      QUOTA(false);

      private final boolean lasting;

      Kind(boolean lasting) {
        this.lasting = lasting;
      }

      /// The name of the module, as after `-m`.
      public String moduleName() {
        return name().toLowerCase(Locale.ROOT);
      }

      /// Whether two equal conditions have one answer as long as the packet stays the same.
      public boolean isLasting() {
        return lasting;
      }
    }
  }

  /// An extension or option that is not known, with its exact words. Nothing is assumed about it.
  record Uninterpreted(List<Option> options) implements Match {}

  /// Whether it asks for the packet's connection: without one neither it nor its opposite holds.
  /// `xt_conntrack.c`, `xt_connmark.c`.
  default boolean needsConnection() {
    return switch (this) {
      case ConnProtocol _, ConnAddress _, ConnPort _, ConnDirection _, ConnMark _ -> true;
      case Unseen unseen -> unseen.kind() == Unseen.Kind.CONN_STATUS;
      case Match other -> false;
    };
  }

  /// The same set, unmodifiable, in the order of the constants, which is that of iptables-save.
  private static <E extends Enum<E>> Set<E> inOrder(Class<E> type, Set<E> set) {
    var ordered = EnumSet.noneOf(type);
    ordered.addAll(set);
    return Collections.unmodifiableSet(ordered);
  }
}
