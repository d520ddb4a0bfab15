package dev.plimsoll.properties.netfilter;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.AddressKind;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Match.Unseen;
import dev.plimsoll.network.netfilter.Module;
import dev.plimsoll.network.netfilter.Option;
import dev.plimsoll.network.netfilter.Side;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.text.Spelling;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.transport.PortRange;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Small worlds in which rules meet packets often: few addresses, few ports, few interfaces.
final class GeneratedRules {

  static final Node NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("10.0.0.1/24@eth0"),
              InterfaceAddress.parse("10.0.1.1/24@cni0")),
          List.of(Route.parse("0.0.0.0/0@eth0")));

  static final List<Address> ADDRESSES =
      Stream.of("10.0.0.1", "10.0.0.9", "10.0.1.1", "10.0.1.5", "10.0.1.6", "192.0.2.7")
          .map(Address::parse)
          .toList();

  private static final Arbitrary<Address> ADDRESS = Arbitraries.of(ADDRESSES);

  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:0A");

  private static final Arbitrary<PortRange> PORTS =
      Arbitraries.of("80", "443", "80:443", "40000", "0:1023").map(PortRange::parse);

  private static final Arbitrary<List<Prefix>> PREFIX =
      Arbitraries.of("10.0.0.0/24", "10.0.1.0/24", "10.0.1.5/32", "10.0.0.0/8", "192.0.2.7/32")
          .map(text -> List.of(Prefix.parse(text)));

  private static final Arbitrary<Match> HEADER =
      Arbitraries.oneOf(
          PREFIX.map(Match.Source::new),
          PREFIX.map(Match.Destination::new),
          Arbitraries.of("eth0", "cni0", "eth+", "lo").map(Match.InInterface::new),
          Arbitraries.of("eth0", "cni0", "c+", "lo").map(Match.OutInterface::new));

  private GeneratedRules() {}

  /// A packet of the small world.
  static Arbitrary<Packet> packets() {
    var arrival = Arbitraries.of("eth0", "cni0", "local").map(Arrival::parse);
    var port = Arbitraries.of(80, 443, 40000);
    return Combinators.combine(
            Arbitraries.of(IpProtocol.TCP, IpProtocol.UDP), ADDRESS, port, ADDRESS, port, arrival)
        .as(
            (protocol, from, fromPort, to, toPort, by) ->
                Packet.first(protocol, new Endpoint(from, fromPort), new Endpoint(to, toPort), by)
                    .from(
                        fromPort == 80
                            ? MacAddress.NONE
                            : fromPort == 443 ? MAC : MacAddress.parse("02:0:0:0:0:9")));
  }

  /// A rule as words; `targets` say what it may do.
  static Arbitrary<String> rule(Arbitrary<Target> targets) {
    var header = test(HEADER).list().ofMaxSize(2).map(tests -> new Module(Module.HEADER, tests));
    return Combinators.combine(header, module().list().ofMaxSize(2), targets)
        .as(
            (first, others, target) -> {
              var modules = new ArrayList<Module>();
              modules.add(first);
              modules.addAll(others);
              return String.join(" ", Spelling.words(modules, target));
            });
  }

  /// Targets that every chain may have.
  static Arbitrary<Target> anywhere(List<String> chains) {
    var targets =
        new ArrayList<Arbitrary<? extends Target>>(
            List.of(
                Arbitraries.of(
                    new Target.Accept(),
                    new Target.Return(),
                    new Target.None(),
                    new Target.Passing(
                        "LOG", List.of(new Option(false, "log-prefix", List.of("a b")))),
                    new Target.SaveMark(-1, -1),
                    new Target.RestoreMark(-1, 0xff)),
                Arbitraries.of(1, 2, 3).map(bits -> new Target.SetMark(bits, bits)),
                Arbitraries.of(1, 3).map(bits -> new Target.SetMark(bits, 0))));
    for (String chain : chains) {
      targets.add(Arbitraries.of(new Target.Jump(chain), new Target.Goto(chain)));
    }
    return Arbitraries.oneOf(widened(targets));
  }

  /// Rewriting the destination.
  static Arbitrary<Target> dnat() {
    var one = ADDRESS.map(address -> new Target.Addresses(address, address));
    var two =
        Arbitraries.of(new Target.Addresses(Address.parse("10.0.1.5"), Address.parse("10.0.1.6")));
    var port = Arbitraries.of(Optional.<PortRange>empty(), Optional.of(new PortRange(80, 80)));
    return Combinators.combine(Arbitraries.oneOf(one, two), port)
        .as((to, ports) -> new Target.Dnat(new Target.NatRange(Optional.of(to), ports), Set.of()));
  }

  /// Every condition of the small world, under its module.
  static Arbitrary<Module> module() {
    return Arbitraries.oneOf(
        module(
            "comment", Arbitraries.of("x", "two words", "\"quoted\\", "").map(Match.Comment::new)),
        module("tcp", PORTS.map(ports -> new Match.DestinationPort(IpProtocol.TCP, ports))),
        module("udp", PORTS.map(ports -> new Match.SourcePort(IpProtocol.UDP, ports))),
        module(
            "tcp",
            Arbitraries.of(Set.of(TcpFlag.SYN, TcpFlag.ACK), Set.of(TcpFlag.RST))
                .map(examined -> new Match.TcpFlags(examined, Set.of(examined.iterator().next())))),
        module(
            "multiport",
            Combinators.combine(Arbitraries.of(Side.class), PORTS.list().ofMinSize(1).ofMaxSize(3))
                .as(Match.Multiport::new)),
        module(
            "conntrack",
            Arbitraries.of(ConnectionState.class)
                .set()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(Match.ConnState::new)),
        module("mark", Arbitraries.of(0, 1, 2).map(value -> new Match.Mark(value, 3))),
        module("connmark", Arbitraries.of(0, 1).map(value -> new Match.ConnMark(value, 1))),
        module(
            "addrtype",
            Arbitraries.of(Side.SOURCE, Side.DESTINATION)
                .map(
                    side ->
                        new Match.AddressType(
                            side, Set.of(AddressKind.LOCAL), Match.LimitedTo.ANY))),
        module(
            "statistic",
            Arbitraries.of(0L, 1L << 29, 715827883L, 1L << 30, 1L << 31).map(Match.Random::new)),
        module(
            "iprange",
            Arbitraries.of(Side.SOURCE, Side.DESTINATION)
                .map(
                    side ->
                        new Match.AddressRange(
                            side, Address.parse("10.0.0.200"), Address.parse("10.0.1.5")))),
        module(
            "mac",
            Arbitraries.of(MAC, MacAddress.parse("02:00:00:00:00:0B")).map(Match.SourceMac::new)),
        module(
            "set",
            Combinators.combine(
                    Arbitraries.of("a", "b"), Arbitraries.of(Side.SOURCE, Side.DESTINATION))
                .as((name, side) -> new Match.InSet(name, List.of(side)))),
        module("limit", Arbitraries.of("5/min").map(rate -> unseen(rate))),
        module(
            "strange",
            Arbitraries.of("--odd")
                .map(
                    _ ->
                        new Match.Uninterpreted(
                            List.of(new Option(false, "odd", List.of("thing")))))));
  }

  /// `-m recent`, on one list.
  static Arbitrary<String> recentRule(Arbitrary<Target> targets) {
    var recent =
        Arbitraries.of(Match.Recent.Operation.SET, Match.Recent.Operation.RCHECK)
            .map(
                operation ->
                    (Match)
                        new Match.Recent(
                            operation,
                            OptionalLong.of(60),
                            false,
                            OptionalInt.empty(),
                            false,
                            "guests",
                            Optional.empty(),
                            Side.SOURCE));
    return Combinators.combine(test(HEADER), test(recent), targets)
        .as(
            (header, asked, target) ->
                String.join(
                    " ",
                    Spelling.words(
                        List.of(
                            new Module(Module.HEADER, List.of(header)),
                            new Module("recent", List.of(asked))),
                        target)));
  }

  private static Match unseen(String rate) {
    return new Unseen(Unseen.Kind.LIMIT, List.of(new Option(false, "limit", List.of(rate))));
  }

  private static Arbitrary<Module> module(String name, Arbitrary<? extends Match> match) {
    return test(match.map(one -> (Match) one)).map(test -> new Module(name, List.of(test)));
  }

  private static Arbitrary<dev.plimsoll.network.netfilter.Test> test(Arbitrary<Match> match) {
    return Combinators.combine(Arbitraries.of(true, false, false), match)
        .as((not, one) -> new dev.plimsoll.network.netfilter.Test(not && canBeNegated(one), one));
  }

  private static boolean canBeNegated(Match match) {
    return !(match instanceof Match.Comment || match instanceof Match.Uninterpreted);
  }

  private static List<Arbitrary<? extends Target>> widened(
      List<Arbitrary<? extends Target>> targets) {
    return targets;
  }
}
