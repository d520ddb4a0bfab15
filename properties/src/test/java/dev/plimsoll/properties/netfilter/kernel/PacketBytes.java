package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.TcpFlag;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Packet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Packets as they are on the wire, with right lengths and checksums.
///
/// A packet carries a number by which it is known again: the identification of an IPv4 header, the
/// flow label of an IPv6 header. Rules leave both alone.
///
/// RFC 791, 8200, 768, 9293, 792, 4443, 9260, 4340, 3828.
final class PacketBytes {

  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  /// The time to live that packets start with.
  static final int TTL = 77;

  private static final int KERNELS_TTL = 64;
  private static final int NEIGHBOURS_TTL = 255;
  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;
  private static final int FRAGMENT_HEADER = 44;
  private static final int FRAGMENT_HEADER_LENGTH = 8;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;

  /// The length of a first fragment's body, which no header of a transport is longer than, and that
  /// of what follows, at least.
  private static final int CUT = 32;

  private PacketBytes() {}

  /// A whole packet; an ICMP error encloses the beginning of another packet.
  ///
  /// @param number 1 to 65535
  static byte[] of(Packet packet, int number, byte... enclosed) {
    byte[] body = summed(packet, enclosed);
    return isV4(packet)
        ? v4(packet, number, DONT_FRAGMENT, body)
        : v6(packet, number, packet.protocol().number(), body);
  }

  /// The same packet in two fragments, the first one first.
  static List<byte[]> inTwo(Packet packet, int number, byte... enclosed) {
    byte[] body = summed(packet, Arrays.copyOf(enclosed, Math.max(2 * CUT, enclosed.length)));
    return List.of(
        fragment(packet, number, 0, true, Arrays.copyOf(body, CUT)),
        fragment(packet, number, CUT, false, Arrays.copyOfRange(body, CUT, body.length)));
  }

  private static byte[] fragment(Packet packet, int number, int at, boolean more, byte[] part) {
    if (isV4(packet)) {
      return v4(packet, number, (more ? MORE_FRAGMENTS : 0) | at / 8, part);
    }
    var bytes = ByteBuffer.allocate(FRAGMENT_HEADER_LENGTH + part.length);
    bytes.put((byte) packet.protocol().number()).put((byte) 0);
    bytes.putShort((short) (at | (more ? 1 : 0))).putInt(number).put(part);
    return v6(packet, number, FRAGMENT_HEADER, bytes.array());
  }

  private static byte[] v4(Packet packet, int number, int fragment, byte[] body) {
    var bytes = ByteBuffer.allocate(V4_HEADER + body.length);
    bytes.putShort((short) 0x4500).putShort((short) bytes.capacity()).putShort((short) number);
    bytes.putShort((short) fragment).put((byte) TTL).put((byte) packet.protocol().number());
    bytes.putShort((short) 0).put(address(packet.source().address()));
    bytes.put(address(packet.destination().address())).put(body);
    return bytes.putShort(10, (short) ~sum(0, bytes.array(), V4_HEADER)).array();
  }

  private static byte[] v6(Packet packet, int number, int next, byte[] body) {
    var bytes = ByteBuffer.allocate(V6_HEADER + body.length);
    bytes.putInt(6 << 28 | number).putShort((short) body.length).put((byte) next).put((byte) TTL);
    bytes.put(address(packet.source().address()));
    return bytes.put(address(packet.destination().address())).put(body).array();
  }

  private static boolean isV4(Packet packet) {
    return packet.source().address().family() == Family.IPV4;
  }

  /// The number of a packet, whole or its beginning; 0 for one that the kernel made of itself,
  /// which starts with another time to live.
  static int number(byte[] packet) {
    if (packet.length < V4_HEADER) {
      return 0;
    }
    var bytes = ByteBuffer.wrap(packet);
    int ttl = Byte.toUnsignedInt(packet[isV4(packet) ? 8 : 7]);
    int number = 0xffff & (isV4(packet) ? bytes.getShort(4) : bytes.getInt(0));
    return ttl == KERNELS_TTL || ttl == NEIGHBOURS_TTL ? 0 : number;
  }

  static Endpoint source(byte[] packet) {
    return end(packet, isV4(packet) ? 12 : 8, 0);
  }

  static Endpoint destination(byte[] packet) {
    return end(packet, isV4(packet) ? 16 : 24, 2);
  }

  /// An end of a packet; of a later fragment without its port, which it does not show.
  private static Endpoint end(byte[] packet, int address, int port) {
    var bytes = ByteBuffer.wrap(packet);
    boolean v4 = isV4(packet);
    int next = Byte.toUnsignedInt(packet[v4 ? 9 : 6]);
    boolean header = !v4 && next == FRAGMENT_HEADER;
    var protocol = new IpProtocol(header ? Byte.toUnsignedInt(packet[V6_HEADER]) : next);
    int ports = (v4 ? V4_HEADER : V6_HEADER) + (header ? FRAGMENT_HEADER_LENGTH : 0) + port;
    return new Endpoint(
        v4
            ? new Address(Family.IPV4, 0, Integer.toUnsignedLong(bytes.getInt(address)))
            : new Address(Family.IPV6, bytes.getLong(address), bytes.getLong(address + 8)),
        protocol.hasPorts() && !isLaterFragment(packet)
            ? Short.toUnsignedInt(bytes.getShort(ports))
            : Endpoint.NO_PORT);
  }

  /// Whether a packet is a fragment other than the first.
  static boolean isLaterFragment(byte[] packet) {
    var bytes = ByteBuffer.wrap(packet);
    return isV4(packet)
        ? (bytes.getShort(6) & 0x1fff) != 0
        : packet[6] == FRAGMENT_HEADER && (bytes.getShort(V6_HEADER + 2) & ~7) != 0;
  }

  private static boolean isV4(byte[] packet) {
    return packet[0] >> 4 == 4;
  }

  static byte[] address(Address address) {
    return address.family() == Family.IPV4
        ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
        : ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
  }

  /// What follows the IP header.
  private static byte[] summed(Packet packet, byte[] enclosed) {
    byte[] body = body(packet, enclosed);
    checksum(packet, body);
    return body;
  }

  private static byte[] body(Packet packet, byte[] enclosed) {
    var bytes = ByteBuffer.allocate(64 + enclosed.length);
    if (packet.protocol().hasPorts()) {
      bytes.putShort((short) packet.source().port());
      bytes.putShort((short) packet.destination().port());
    }
    switch (packet.protocol().number()) {
      case 1, 58 -> bytes.putShort((short) packet.icmpType()).putShort((short) 0).putInt(1 << 16);
      case 6 ->
          bytes
              .putInt(1000)
              .putInt(0)
              .put((byte) 0x50)
              .put(flags(packet))
              .putShort((short) 64240)
              .putInt(0);
      case 17 -> bytes.putShort((short) (12 + enclosed.length)).putShort((short) 0).putInt(0);
      case 136 -> bytes.putShort((short) 12).putShort((short) 0).putInt(0);
      // DCCP-Request: offset, checksum, type, sequence number, service.
      case 33 -> bytes.put((byte) 5).put(new byte[3]).put((byte) 1).put(new byte[11]);
      // SCTP: tag, checksum, INIT with tag, window, two numbers of streams, first number.
      case 132 ->
          bytes
              .putLong(0)
              .putInt(1 << 24 | 20)
              .putInt(1)
              .putInt(1 << 16)
              .putInt(1 << 16 | 1)
              .putInt(1);
      default -> bytes.putLong(0);
    }
    bytes.put(enclosed);
    byte[] body = new byte[bytes.position()];
    bytes.get(0, body);
    return body;
  }

  private static byte flags(Packet packet) {
    int flags = 0;
    for (TcpFlag flag : packet.tcpFlags()) {
      flags |= flag.bit();
    }
    return (byte) flags;
  }

  private static void checksum(Packet packet, byte[] body) {
    var bytes = ByteBuffer.wrap(body);
    switch (packet.protocol().number()) {
      case 1 -> bytes.putShort(2, (short) ~sum(0, body, body.length));
      case 6 -> bytes.putShort(16, (short) ~sum(pseudo(packet, body), body, body.length));
      case 17, 33, 136 -> bytes.putShort(6, nonZero(~sum(pseudo(packet, body), body, body.length)));
      case 58 -> bytes.putShort(2, (short) ~sum(pseudo(packet, body), body, body.length));
      case 132 -> {
        var crc = new CRC32C();
        crc.update(body);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) crc.getValue());
      }
      default -> {}
    }
  }

  private static short nonZero(int sum) {
    return (short) ((sum & 0xffff) == 0 ? 0xffff : sum);
  }

  /// The sum of the pseudo-header. Connection tracking checks UDP-Lite as if it were UDP
  /// (`nf_conntrack_proto_udp.c`, `udplite_error`) and calls a packet with its own sum INVALID.
  private static int pseudo(Packet packet, byte[] body) {
    int number = packet.protocol().number();
    int protocol = number == 136 ? 17 : number;
    byte[] source = address(packet.source().address());
    byte[] destination = address(packet.destination().address());
    int sum = sum(protocol + body.length, source, source.length);
    return sum(sum, destination, destination.length);
  }

  /// The sum of RFC 1071 over a number of bytes, added to another.
  private static int sum(int before, byte[] bytes, int length) {
    int sum = before;
    for (int i = 0; i < length; i++) {
      sum += (bytes[i] & 0xff) << ((i & 1) == 0 ? 8 : 0);
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return sum;
  }
}
