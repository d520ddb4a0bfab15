package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.TableName;
import java.util.List;
import java.util.stream.Stream;

/// One station of a packet on its way through the kernel.
///
/// Linux `include/uapi/linux/netfilter_ipv4.h` (priorities), `net/ipv4/ip_input.c`,
/// `ip_forward.c`, `ip_output.c`.
public sealed interface Stage {

  /// The built-in chain of one table.
  record Table(Hook hook, TableName name) implements Stage {}

  /// Connection tracking looks at the packet.
  record Track() implements Stage {}

  /// A packet that arrived is routed: delivered here, or sent on.
  record Route() implements Stage {}

  /// A packet that was made here is routed; again if it was rewritten.
  record RouteOut() implements Stage {}

  /// It leaves by an interface, or comes back by the loopback.
  record Leave() implements Stage {}

  /// It arrives at the node's own sockets.
  record Deliver() implements Stage {}

  /// Why the way of a fragment to the node itself is not known.
  String FRAGMENT_WAITS = "a fragment waits for the others, and goes on with the first";

  /// What follows routing, for a packet that leaves.
  List<Stage> LEAVING =
      List.of(
          new Table(Hook.POSTROUTING, TableName.MANGLE),
          new Table(Hook.POSTROUTING, TableName.NAT),
          new Leave());

  /// What a packet from outside goes through first.
  List<Stage> RECEIVED =
      List.of(
          new Table(Hook.PREROUTING, TableName.RAW),
          new Track(),
          new Table(Hook.PREROUTING, TableName.MANGLE),
          new Table(Hook.PREROUTING, TableName.NAT),
          new Route());

  /// What a packet that was made here goes through. All tables of a hook see the interface that it
  /// was routed to before: `net/netfilter/core.c`, `nf_hook_slow`, keeps the `nf_hook_state`.
  List<Stage> MADE =
      before(
          LEAVING,
          new RouteOut(),
          new Table(Hook.OUTPUT, TableName.RAW),
          new Track(),
          new Table(Hook.OUTPUT, TableName.MANGLE),
          new Table(Hook.OUTPUT, TableName.NAT),
          new Table(Hook.OUTPUT, TableName.FILTER),
          new Table(Hook.OUTPUT, TableName.SECURITY),
          new RouteOut());

  /// What follows routing, for a packet that is sent on.
  List<Stage> FORWARDED =
      before(
          LEAVING,
          new Table(Hook.FORWARD, TableName.MANGLE),
          new Table(Hook.FORWARD, TableName.FILTER),
          new Table(Hook.FORWARD, TableName.SECURITY));

  /// What follows routing, for a packet to the node itself.
  List<Stage> DELIVERED =
      List.of(
          new Table(Hook.INPUT, TableName.MANGLE),
          new Table(Hook.INPUT, TableName.FILTER),
          new Table(Hook.INPUT, TableName.SECURITY),
          new Table(Hook.INPUT, TableName.NAT),
          new Deliver());

  /// What follows when a packet comes back by the loopback; its connection has had its NAT.
  List<Stage> LOOPED =
      List.of(
          new Table(Hook.PREROUTING, TableName.RAW),
          new Table(Hook.PREROUTING, TableName.MANGLE),
          new Table(Hook.INPUT, TableName.MANGLE),
          new Table(Hook.INPUT, TableName.FILTER),
          new Table(Hook.INPUT, TableName.SECURITY),
          new Deliver());

  private static List<Stage> before(List<Stage> last, Stage... first) {
    return Stream.concat(Stream.of(first), last.stream()).toList();
  }
}
