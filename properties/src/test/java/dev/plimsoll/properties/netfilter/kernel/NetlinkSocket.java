package dev.plimsoll.properties.netfilter.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Requests to the kernel's netfilter, each acknowledged.
///
/// Linux `include/uapi/linux/netlink.h`, `include/uapi/linux/netfilter/nfnetlink.h`.
final class NetlinkSocket implements AutoCloseable {

  static final int REQUEST = 1;
  static final int ACKNOWLEDGE = 4;
  static final int CREATE = 0x400;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_NETFILTER = 12;
  private static final int HEADERS = 20;
  private static final int ERROR = 16;

  private final Descriptor descriptor;

  /// Opens a socket in the namespace of the calling thread.
  NetlinkSocket() {
    descriptor =
        new Descriptor(
            Libc.socket(AF_NETLINK, SOCK_RAW | Descriptor.NON_BLOCKING, NETLINK_NETFILTER));
    var address = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
    address.putShort((short) AF_NETLINK);
    try (var arena = Arena.ofConfined()) {
      Libc.bind(descriptor.number(), arena.allocateFrom(JAVA_BYTE, address.array()));
    }
  }

  /// Asks for something and waits for the answer, which is there when the request was written.
  ///
  /// @param type subsystem and message in one number, `subsystem * 256 + message`
  /// @param family the family of addresses, `AF_INET` and the like; 0 for any
  /// @param resource what the message is about, such as the group of NFLOG
  /// @throws LinuxException if the kernel says no
  void request(int type, int flags, int family, int resource, Attributes attributes) {
    byte[] body = attributes.bytes();
    var message = ByteBuffer.allocate(HEADERS + body.length).order(ByteOrder.nativeOrder());
    message.putInt(HEADERS + body.length).putShort((short) type);
    message.putShort((short) (flags | REQUEST | ACKNOWLEDGE)).putInt(1).putInt(0);
    message.put((byte) family).put((byte) 0);
    message.put((byte) (resource >> 8)).put((byte) resource).put(body);
    descriptor.write(message.array());
    byte[] answer = descriptor.read().orElseThrow();
    int error = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder()).getInt(ERROR);
    if (error != 0) {
      throw new LinuxException("netlink message " + type, -error);
    }
  }

  /// The next message that the kernel sent of itself.
  Optional<byte[]> read() {
    return descriptor.read();
  }

  void setOption(int level, int option, int value) {
    descriptor.setOption(level, option, value);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
