package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Family;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Packets made on the node: whole IP packets that enter the kernel where its own do.
///
/// Linux `net/ipv4/raw.c`, `raw_send_hdrinc`; `net/ipv6/raw.c`, `rawv6_send_hdrinc`.
final class RawSocket implements AutoCloseable {

  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_RAW = 255;
  private static final int SOL_SOCKET = 1;
  private static final int SO_BROADCAST = 6;
  private static final int SO_MARK = 36;

  private final boolean v4;
  private final Descriptor descriptor;

  RawSocket(Family family) {
    v4 = family == Family.IPV4;
    int domain = v4 ? PacketBytes.AF_INET : PacketBytes.AF_INET6;
    descriptor =
        new Descriptor(Libc.socket(domain, SOCK_RAW | Descriptor.NON_BLOCKING, IPPROTO_RAW));
    descriptor.setOption(SOL_SOCKET, SO_BROADCAST, 1);
  }

  /// Sends a packet that carries the mark.
  void send(byte[] packet, int mark) {
    descriptor.setOption(SOL_SOCKET, SO_MARK, mark);
    var address = ByteBuffer.allocate(v4 ? 16 : 28).order(ByteOrder.nativeOrder());
    address.putShort((short) (v4 ? PacketBytes.AF_INET : PacketBytes.AF_INET6));
    address.position(v4 ? 4 : 8).put(packet, v4 ? 16 : 24, v4 ? 4 : 16);
    try {
      descriptor.sendTo(packet, address.array());
    } catch (LinuxException e) {
      // How a sender hears that a rule dropped its packet.
      if (e.errno() != LinuxException.EPERM) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
