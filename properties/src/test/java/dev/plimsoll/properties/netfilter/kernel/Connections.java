package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;

/// The connections that the kernel of a namespace tracks.
///
/// Linux `include/uapi/linux/netfilter/nfnetlink_conntrack.h`,
/// `net/netfilter/nf_conntrack_netlink.c`.
final class Connections implements AutoCloseable {

  private static final int NEW = 1 << 8;
  private static final int DELETE = 1 << 8 | 2;

  private static final int ORIGINAL = 1;
  private static final int REPLY = 2;
  private static final int STATUS = 3;
  private static final int PROTOCOL_INFO = 4;
  private static final int TIMEOUT = 7;
  private static final int MARK = 8;

  /// `IPS_SEEN_REPLY`, `IPS_ASSURED`, `IPS_CONFIRMED`.
  private static final int ANSWERED = 2 | 4 | 8;

  private static final byte TCP_ESTABLISHED = 3;
  private static final int SECONDS = 600;

  private final NetlinkSocket socket = new NetlinkSocket();

  /// Forgets all of them.
  void flush() {
    socket.request(DELETE, 0, 0, 0, new Attributes());
  }

  /// Tracks a connection that was answered and not rewritten.
  void add(IpProtocol protocol, Endpoint from, Endpoint to, int mark) {
    var attributes =
        new Attributes()
            .addNested(ORIGINAL, tuple(protocol, from, to, false))
            .addNested(REPLY, tuple(protocol, to, from, true))
            .addInt(STATUS, ANSWERED)
            .addInt(TIMEOUT, SECONDS)
            .addInt(MARK, mark);
    if (protocol.equals(IpProtocol.TCP)) {
      var tcp = new Attributes().add(1, TCP_ESTABLISHED);
      attributes.addNested(PROTOCOL_INFO, new Attributes().addNested(1, tcp));
    }
    int family = isV4(from) ? PacketBytes.AF_INET : PacketBytes.AF_INET6;
    socket.request(NEW, NetlinkSocket.CREATE, family, 0, attributes);
  }

  private static Attributes tuple(
      IpProtocol protocol, Endpoint from, Endpoint to, boolean isReply) {
    boolean v4 = isV4(from);
    var addresses =
        new Attributes()
            .add(v4 ? 1 : 3, PacketBytes.address(from.address()))
            .add(v4 ? 2 : 4, PacketBytes.address(to.address()));
    var ports = new Attributes().add(1, (byte) protocol.number());
    if (protocol.equals(IpProtocol.ICMP)) {
      ports.addShort(4, 1).add(5, (byte) (isReply ? 0 : 8)).add(6, (byte) 0);
    } else if (protocol.equals(IpProtocol.ICMPV6)) {
      ports.addShort(7, 1).add(8, (byte) (isReply ? 129 : 128)).add(9, (byte) 0);
    } else {
      ports.addShort(2, Math.max(0, from.port())).addShort(3, Math.max(0, to.port()));
    }
    return new Attributes().addNested(1, addresses).addNested(2, ports);
  }

  private static boolean isV4(Endpoint end) {
    return end.address().family() == Family.IPV4;
  }

  @Override
  public void close() {
    socket.close();
  }
}
