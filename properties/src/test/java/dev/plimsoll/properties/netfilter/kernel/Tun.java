package dev.plimsoll.properties.netfilter.kernel;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A network interface whose other end is this program: what is written arrives at the kernel,
/// what the kernel sends is read. Whole IP packets, no other header.
///
/// Linux `Documentation/networking/tuntap.rst`.
final class Tun implements AutoCloseable {

  private static final int O_RDWR = 2;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final int SIZE_OF_IFREQ = 40;
  private static final int FLAGS = 16;

  private final String name;
  private final Descriptor descriptor;

  /// Makes the interface in the namespace of the calling thread.
  Tun(String name) {
    this.name = name;
    descriptor = new Descriptor(Libc.open("/dev/net/tun", O_RDWR | Descriptor.NON_BLOCKING));
    try (var arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(SIZE_OF_IFREQ);
      request.setString(0, name);
      request.set(JAVA_SHORT, FLAGS, IFF_TUN_NO_PI);
      Libc.ioctl(descriptor.number(), TUNSETIFF, request);
    }
  }

  String name() {
    return name;
  }

  /// Lets a packet arrive.
  void send(byte[] packet) {
    descriptor.write(packet);
  }

  /// What has left by this interface since the last time.
  List<byte[]> received() {
    var packets = new ArrayList<byte[]>();
    for (Optional<byte[]> next = descriptor.read(); next.isPresent(); next = descriptor.read()) {
      packets.add(next.get());
    }
    return packets;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
