package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.proxy.RestoreInput;
import dev.plimsoll.network.proxy.proxier.KernelTables;
import dev.plimsoll.network.walks.SentPacket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Packets of a pod of the node to the Services that its proxy syncs.
///
/// @param tables what the node holds; nothing where the kernel's chains do not lead into it
record SyncedPackets(Optional<RestoreInput> tables) {

  /// Under what the kernel holds.
  ///
  /// @param jumps whether its own chains lead into the tables
  static SyncedPackets under(KernelTables tables, boolean jumps) {
    return new SyncedPackets(jumps ? Optional.of(dump(tables)) : Optional.empty());
  }

  /// Where first packets go, where the kernel's chains lead into the tables.
  static ServedPackets served(SyncedServices of, KernelTables tables) {
    var packet = packet(of);
    return ServedPackets.to(packet.protocol(), packet.destination(), dump(tables));
  }

  private static RestoreInput dump(KernelTables tables) {
    return new RestoreInput(tables.filter(), tables.nat());
  }

  private Traversal kernel() {
    var node = ProxiedNode.FIRST;
    return tables
        .map(ServedPackets::kernel)
        .orElseGet(() -> node.kernel(RuleSet.empty(node.toString()), History.NONE));
  }

  /// The first packet of the client of DNS.
  ///
  /// @param chosen where it goes in the end, if that was chosen
  SentPacket first(List<Value> chosen) {
    var to = chosen.stream().map(Value::toString).findFirst().orElse("");
    return first(SyncedServices.DNS).going(way -> way.destination().toString().equals(to));
  }

  private SentPacket first(SyncedServices of) {
    var what = "a first packet to " + of.metadata().name();
    return SentPacket.through(kernel(), what, packet(of));
  }

  /// What packets would do now: the next one of the client of DNS, and a first one to web.
  ///
  /// @param answerer the address that the client's packets go to; empty if it has not sent any
  List<SentPacket> next(String answerer) {
    return List.of(
        answerer.isEmpty()
            ? first(SyncedServices.DNS)
            : later(SyncedServices.DNS, Address.parse(answerer)),
        first(SyncedServices.WEB));
  }

  /// A packet of the connection of which the first one went to an address: connection tracking
  /// sends it there, whatever the rules say by now.
  private SentPacket later(SyncedServices of, Address answerer) {
    var packet = packet(of);
    var original = new Tuple(packet.protocol(), packet.source(), packet.destination());
    var left =
        new Tuple(
            packet.protocol(),
            packet.source(),
            answerer.equals(of.clusterIp())
                ? packet.destination()
                : new Endpoint(answerer, of.port()));
    var connection = Connection.opened(original, left, Set.of()).map(it -> new Tracked(it, false));
    return SentPacket.through(kernel(), "the client's next packet", packet, connection)
        .noted("Its connection is known, so that no rule of the nat table is looked at.");
  }

  private static Packet packet(SyncedServices of) {
    return ServedPackets.first(
        IpProtocol.of(of.service().spec().ports().getFirst().protocol()),
        new Endpoint(of.clusterIp(), of.port()));
  }
}
