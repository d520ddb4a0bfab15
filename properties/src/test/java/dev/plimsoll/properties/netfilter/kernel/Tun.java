package dev.plimsoll.properties.netfilter.kernel;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.plimsoll.network.netfilter.transport.MacAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A network interface whose other end is this program: what is written arrives at the kernel,
/// what the kernel sends is read. Whole IP packets, in Ethernet frames (TAP) or not (TUN).
///
/// Linux `Documentation/networking/tuntap.rst`.
final class Tun implements AutoCloseable {

  private static final int O_RDWR = 2;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final short IFF_TAP_NO_PI = 0x1002;
  private static final int FRAME_HEADER = 14;
  private static final short IPV4 = 0x0800;
  private static final short IPV6 = (short) 0x86dd;
  private static final int SIZE_OF_IFREQ = 40;
  private static final int FLAGS = 16;

  /// The address of every interface with frames.
  static final MacAddress OWN = MacAddress.parse("02:00:00:00:ff:01");

  private final String name;
  private final boolean ethernet;
  private final Descriptor descriptor;

  /// Makes the interface in the namespace of the calling thread.
  ///
  /// @param ethernet whether packets are in frames
  Tun(String name, boolean ethernet) {
    this.name = name;
    this.ethernet = ethernet;
    descriptor = new Descriptor(Libc.open("/dev/net/tun", O_RDWR | Descriptor.NON_BLOCKING));
    try (var arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(SIZE_OF_IFREQ);
      request.setString(0, name);
      request.set(JAVA_SHORT, FLAGS, ethernet ? IFF_TAP_NO_PI : IFF_TUN_NO_PI);
      Libc.ioctl(descriptor.number(), TUNSETIFF, request);
    }
  }

  String name() {
    return name;
  }

  /// What sets it up, for `ip -batch`.
  String commands() {
    String address = ethernet ? " address " + OWN + " arp off" : "";
    return "link set " + name + address + " up\n";
  }

  /// Lets a packet arrive.
  ///
  /// @param from the source of its frame, if it comes in one
  void send(byte[] packet, Optional<MacAddress> from) {
    descriptor.write(ethernet ? frame(packet, from.orElseThrow()) : packet);
  }

  private static byte[] frame(byte[] packet, MacAddress from) {
    var bytes = ByteBuffer.allocate(FRAME_HEADER + packet.length);
    for (MacAddress each : List.of(OWN, from)) {
      bytes.putShort((short) (each.bits() >>> 32)).putInt((int) each.bits());
    }
    return bytes.putShort(packet[0] >> 4 == 4 ? IPV4 : IPV6).put(packet).array();
  }

  /// What has left by this interface since the last time.
  List<byte[]> received() {
    var packets = new ArrayList<byte[]>();
    for (Optional<byte[]> next = descriptor.read(); next.isPresent(); next = descriptor.read()) {
      byte[] read = next.get();
      packets.add(ethernet ? Arrays.copyOfRange(read, FRAME_HEADER, read.length) : read);
    }
    return packets;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
