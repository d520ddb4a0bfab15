package dev.plimsoll.properties.netfilter.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// An open file or socket that does not block; every read gives one message.
final class Descriptor implements AutoCloseable {

  /// `O_NONBLOCK`, and the same bit in the type of a socket.
  static final int NON_BLOCKING = 2048;

  private static final int LARGEST_MESSAGE = 1 << 16;

  private final int number;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(LARGEST_MESSAGE);

  Descriptor(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// The next message; empty if there is none now.
  Optional<byte[]> read() {
    try {
      int length = Libc.read(number, buffer);
      return Optional.of(buffer.asSlice(0, length).toArray(JAVA_BYTE));
    } catch (LinuxException e) {
      if (e.errno() == LinuxException.EAGAIN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void write(byte[] message) {
    Libc.write(number, filled(message));
  }

  /// Sends a message to a `struct sockaddr`.
  void sendTo(byte[] message, byte[] address) {
    try (var own = Arena.ofConfined()) {
      Libc.sendTo(number, filled(message), own.allocateFrom(JAVA_BYTE, address));
    }
  }

  void setOption(int level, int option, int value) {
    Libc.setOption(number, level, option, value);
  }

  private MemorySegment filled(byte[] message) {
    MemorySegment.copy(message, 0, buffer, JAVA_BYTE, 0, message.length);
    return buffer.asSlice(0, message.length);
  }

  @Override
  public void close() {
    Libc.close(number);
    arena.close();
  }
}
