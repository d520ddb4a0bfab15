package dev.plimsoll.network.netfilter.traversal;

import dev.plimsoll.network.netfilter.Hook;
import dev.plimsoll.network.netfilter.TableName;
import java.util.ArrayList;
import java.util.List;

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

  /// What a packet from outside goes through first.
  static List<Stage> received() {
    return List.of(
        new Table(Hook.PREROUTING, TableName.RAW),
        new Track(),
        new Table(Hook.PREROUTING, TableName.MANGLE),
        new Table(Hook.PREROUTING, TableName.NAT),
        new Route());
  }

  /// What a packet that was made here goes through. All tables of a hook see the interface that it
  /// was routed to before: `net/netfilter/core.c`, `nf_hook_slow`, keeps the `nf_hook_state`.
  static List<Stage> made() {
    var stages = new ArrayList<Stage>();
    stages.add(new RouteOut());
    stages.add(new Table(Hook.OUTPUT, TableName.RAW));
    stages.add(new Track());
    stages.add(new Table(Hook.OUTPUT, TableName.MANGLE));
    stages.add(new Table(Hook.OUTPUT, TableName.NAT));
    stages.add(new Table(Hook.OUTPUT, TableName.FILTER));
    stages.add(new Table(Hook.OUTPUT, TableName.SECURITY));
    stages.add(new RouteOut());
    stages.addAll(leaving());
    return stages;
  }

  /// What follows routing, for a packet that is sent on.
  static List<Stage> forwarded() {
    var stages = new ArrayList<Stage>();
    stages.add(new Table(Hook.FORWARD, TableName.MANGLE));
    stages.add(new Table(Hook.FORWARD, TableName.FILTER));
    stages.add(new Table(Hook.FORWARD, TableName.SECURITY));
    stages.addAll(leaving());
    return stages;
  }

  /// What follows routing, for a packet to the node itself.
  static List<Stage> delivered() {
    return List.of(
        new Table(Hook.INPUT, TableName.MANGLE),
        new Table(Hook.INPUT, TableName.FILTER),
        new Table(Hook.INPUT, TableName.SECURITY),
        new Table(Hook.INPUT, TableName.NAT),
        new Deliver());
  }

  /// What follows when a packet comes back by the loopback; its connection has had its NAT.
  static List<Stage> looped() {
    return List.of(
        new Table(Hook.PREROUTING, TableName.RAW),
        new Table(Hook.PREROUTING, TableName.MANGLE),
        new Table(Hook.INPUT, TableName.MANGLE),
        new Table(Hook.INPUT, TableName.FILTER),
        new Table(Hook.INPUT, TableName.SECURITY),
        new Deliver());
  }

  private static List<Stage> leaving() {
    return List.of(
        new Table(Hook.POSTROUTING, TableName.MANGLE),
        new Table(Hook.POSTROUTING, TableName.NAT),
        new Leave());
  }
}
