package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.util.List;

/// A small world in which rules meet packets often: one node, few hosts, few networks.
///
/// @param node the node that holds the rules: `eth0` to the outside, `cni0` to its pods
/// @param hosts addresses that packets come from and go to, the node's own among them
/// @param others other destinations of packets that arrive: loopback, broadcast, multicast
/// @param networks what rules compare addresses with
/// @param pods two neighbours on `cni0`, for NAT to choose from
/// @param other a network as large as that of the pods, for NETMAP
record World(
    Family family,
    Node node,
    List<Address> hosts,
    List<Address> others,
    List<String> networks,
    List<String> pods,
    String other) {

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
          "10.0.2.0/24");

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
          "fd00:0:0:2::/64");

  boolean isV4() {
    return family == Family.IPV4;
  }

  private static List<Address> addresses(String words) {
    return List.of(words.split(" ", -1)).stream().map(Address::parse).toList();
  }
}
