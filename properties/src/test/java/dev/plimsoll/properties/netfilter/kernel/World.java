package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.MacAddress;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A small world in which rules meet packets often: one node, few hosts, few networks.
///
/// @param node the node that holds the rules: `eth0` to the outside, `cni0` to its pods
/// @param hosts addresses that packets come from and go to, the node's own among them
/// @param others other destinations of packets that arrive: loopback, broadcast, multicast
/// @param networks what rules compare addresses with
/// @param pods two neighbours on `cni0`, for NAT to choose from
/// @param other a network as large as that of the pods, for NETMAP
/// @param sets what `ipset restore` takes
record World(
    Family family,
    Node node,
    List<Address> hosts,
    List<Address> others,
    List<String> networks,
    List<String> pods,
    String other,
    String sets) {

  /// A counter that rules may name.
  static final String COUNTER = "some";

  /// The interfaces that get IPv4 packets in Ethernet frames; those of IPv6 come in none.
  static final Set<String> ETHERNET = Set.of("eth0");

  /// The sources of frames.
  static final List<MacAddress> MACS =
      List.of(MacAddress.parse("02:00:00:00:00:01"), MacAddress.parse("02:00:00:00:00:02"));

  static final World IPV4 =
      new World(
          Family.IPV4,
          new Node(
              List.of(
                  InterfaceAddress.parse("10.0.0.1/24@eth0"),
                  InterfaceAddress.parse("10.0.2.1/24@eth0"),
                  InterfaceAddress.parse("10.0.1.1/24@cni0")),
              List.of(Route.parse("0.0.0.0/0@eth0"))),
          addresses("10.0.0.9 10.0.1.5 10.0.1.6 192.0.2.7 10.0.2.9 10.0.0.1 10.0.1.1 10.0.2.1"),
          addresses(
              "127.0.0.1 127.0.0.9 10.0.0.255 10.0.1.255 255.255.255.255 224.0.0.5 239.1.2.3"),
          List.of(
              "10.0.0.0/24",
              "10.0.1.0/24",
              "10.0.1.5",
              "10.0.0.0/8",
              "192.0.2.7/32",
              "0.0.0.0/0",
              "10.0.0.5/255.0.0.255",
              "10.0.0.1"),
          List.of("10.0.1.5", "10.0.1.6"),
          "10.0.2.0/24",
          """
          create hosts hash:ip family inet
          add hosts 10.0.0.9
          add hosts 10.0.1.5
          create subnets hash:ip family inet netmask 24
          add subnets 10.0.2.0
          create blocks hash:net family inet
          add blocks 10.0.0.0/16
          add blocks 10.0.1.0/24 nomatch
          add blocks 10.0.1.5
          create doors hash:ip,port family inet
          add doors 10.0.1.5,tcp:80
          add doors 10.0.0.9,udp:40000
          add doors 10.0.0.1,icmp:echo-request
          add doors 10.0.1.6,esp:0
          create floors hash:net,port family inet
          add floors 10.0.0.0/16,tcp:80
          add floors 10.0.1.0/24,tcp:80 nomatch
          create ways hash:net,iface family inet
          add ways 10.0.0.0/16,eth0
          add ways 10.0.1.0/24,cni0
          create pairs hash:ip,port,ip family inet
          add pairs 10.0.0.9,tcp:80,10.0.1.5
          add pairs 10.0.1.5,tcp:80,10.0.0.9
          create triples hash:ip,port,net family inet
          add triples 10.0.0.9,tcp:80,10.0.1.0/24
          add triples 10.0.0.9,udp:443,10.0.1.0/24
          create ports bitmap:port range 0-1023
          add ports 80
          add ports 443
          create cards bitmap:ip,mac range 10.0.0.0/16
          add cards 10.0.0.9,02:00:00:00:00:01
          add cards 10.0.1.5,02:00:00:00:00:02
          create all list:set
          add all hosts
          add all ports
          add all doors
          """);

  static final World IPV6 =
      new World(
          Family.IPV6,
          new Node(
              List.of(
                  InterfaceAddress.parse("fd00::1/64@eth0"),
                  InterfaceAddress.parse("fd00:0:0:2::1/64@eth0"),
                  InterfaceAddress.parse("fd00:0:0:1::1/64@cni0")),
              List.of(Route.parse("::/0@eth0"))),
          addresses(
              "fd00::9 fd00:0:0:1::5 fd00:0:0:1::6 2001:db8::7 fd00:0:0:2::9 fd00::1"
                  + " fd00:0:0:1::1 fd00:0:0:2::1"),
          addresses("ff05::7"),
          List.of(
              "fd00::/64",
              "fd00:0:0:1::/64",
              "fd00:0:0:1::5",
              "fd00::/16",
              "2001:db8::7/128",
              "::/0",
              "fd00::5/ffff::ffff",
              "fd00::1"),
          List.of("fd00:0:0:1::5", "fd00:0:0:1::6"),
          "fd00:0:0:2::/64",
          """
          create hosts hash:ip family inet6
          add hosts fd00::9
          add hosts fd00:0:0:1::5
          create subnets hash:ip family inet6 netmask 64
          add subnets fd00:0:0:2::
          create blocks hash:net family inet6
          add blocks fd00::/48
          add blocks fd00:0:0:1::/64 nomatch
          add blocks fd00:0:0:1::5
          create doors hash:ip,port family inet6
          add doors fd00:0:0:1::5,tcp:80
          add doors fd00::9,udp:40000
          add doors fd00::1,icmpv6:echo-request
          add doors fd00:0:0:1::6,esp:0
          create floors hash:net,port family inet6
          add floors fd00::/48,tcp:80
          add floors fd00:0:0:1::/64,tcp:80 nomatch
          create ways hash:net,iface family inet6
          add ways fd00::/48,eth0
          add ways fd00:0:0:1::/64,cni0
          create pairs hash:ip,port,ip family inet6
          add pairs fd00::9,tcp:80,fd00:0:0:1::5
          add pairs fd00:0:0:1::5,tcp:80,fd00::9
          create triples hash:ip,port,net family inet6
          add triples fd00::9,tcp:80,fd00:0:0:1::/64
          add triples fd00::9,udp:443,fd00:0:0:1::/64
          create ports bitmap:port range 0-1023
          add ports 80
          add ports 443
          create all list:set
          add all hosts
          add all ports
          add all doors
          """);

  /// The packet in a frame from one of the sources, or in none, as its interface has it.
  static Packet framed(Packet packet, Random random) {
    boolean inFrame =
        packet.source().address().family() == Family.IPV4
            && packet.arrival() instanceof Arrival.Received(var by)
            && by.filter(ETHERNET::contains).isPresent();
    return packet.from(inFrame ? MACS.get(random.nextInt(MACS.size())) : MacAddress.NONE);
  }

  Set<String> ethernet() {
    return isV4() ? ETHERNET : Set.of();
  }

  boolean isV4() {
    return family == Family.IPV4;
  }

  private static List<Address> addresses(String words) {
    return List.of(words.split(" ", -1)).stream().map(Address::parse).toList();
  }
}
