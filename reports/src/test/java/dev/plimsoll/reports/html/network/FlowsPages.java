package dev.plimsoll.reports.html.network;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.reports.html.network.FlowsPage.Flow;
import dev.plimsoll.reports.html.packet.Packets;
import java.util.List;

/// Pages of packets to try.
public final class FlowsPages {

  /// A page of the packet to the Service.
  ///
  /// @param dump its name
  public static PacketPage of(String dump, String text) {
    var rules = Dump.parse(dump, text).load();
    var flow = new Flow(Packets.TO_WEB, Packets.outcomes(rules, Packets.TO_WEB));
    return new FlowsPage(dump, rules, "./plimsoll packet dump", "1").of(List.of(flow));
  }

  /// The page of a packet through rules of every sort.
  public static PacketPage ofEverySort() {
    return of("dump", Packets.RULES);
  }

  private FlowsPages() {}
}
