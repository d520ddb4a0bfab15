package dev.plimsoll.properties.netfilter.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads what the target TRACE says of packets: one record for every rule that matched.
///
/// The kernel hands the records to group 0 of NFLOG. Linux `net/netfilter/nfnetlink_log.c`;
/// `net/ipv4/netfilter/ip_tables.c`, `trace_packet`.
final class TraceReader implements AutoCloseable {

  /// One rule that matched; the end of a chain counts as one more rule.
  ///
  /// @param packet the number of the packet, see [PacketBytes]
  record Matched(String table, String chain, int rule, int packet) {}

  private static final int CONFIG = 4 << 8 | 1;
  private static final int PACKET = 4 << 8;
  private static final int COMMAND = 1;
  private static final byte BIND = 1;
  private static final byte BIND_FAMILY = 3;
  private static final int MODE = 2;
  private static final int BUFFER_SIZE = 3;
  private static final int THRESHOLD = 5;
  private static final int PREFIX = 10;
  private static final int PAYLOAD = 9;
  private static final byte COPY_PACKET = 2;
  private static final byte COPIED = 64;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int RECEIVE_BUFFER = 1 << 23;
  private static final String TRACE = "TRACE: ";

  private final NetlinkSocket socket = new NetlinkSocket();

  TraceReader() {
    try {
      socket.setOption(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER);
    } catch (LinuxException e) {
      socket.setOption(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    }
    for (int family : List.of(PacketBytes.AF_INET, PacketBytes.AF_INET6)) {
      socket.request(CONFIG, 0, family, 0, new Attributes().add(COMMAND, BIND_FAMILY));
    }
    socket.request(CONFIG, 0, 0, 0, new Attributes().add(COMMAND, BIND));
    byte[] mode = {0, 0, 0, COPIED, COPY_PACKET, 0};
    socket.request(CONFIG, 0, 0, 0, new Attributes().add(MODE, mode));
    socket.request(CONFIG, 0, 0, 0, new Attributes().addInt(BUFFER_SIZE, 512));
    socket.request(CONFIG, 0, 0, 0, new Attributes().addInt(THRESHOLD, 1));
  }

  /// The records since the last time, in order.
  List<Matched> read() {
    var records = new ArrayList<Matched>();
    for (Optional<byte[]> next = socket.read(); next.isPresent(); next = socket.read()) {
      messages(next.get(), records);
    }
    return records;
  }

  private static void messages(byte[] bytes, List<Matched> records) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int at = 0;
    while (at + 16 <= bytes.length) {
      int end = at + buffer.getInt(at);
      if (buffer.getShort(at + 4) == PACKET) {
        message(bytes, at + 20, end).ifPresent(records::add);
      }
      at += end - at + 3 & ~3;
    }
  }

  private static Optional<Matched> message(byte[] bytes, int from, int end) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    String prefix = "";
    int packet = 0;
    int at = from;
    while (at + 4 <= end) {
      int length = Short.toUnsignedInt(buffer.getShort(at));
      byte[] value = Arrays.copyOfRange(bytes, at + 4, at + length);
      switch (buffer.getShort(at + 2) & 0x3fff) {
        case PREFIX -> prefix = new String(value, StandardCharsets.ISO_8859_1);
        case PAYLOAD -> packet = PacketBytes.number(value);
        default -> {}
      }
      at += length + 3 & ~3;
    }
    return prefix.startsWith(TRACE) ? Optional.of(matched(prefix, packet)) : Optional.empty();
  }

  /// `TRACE: nat:PREROUTING:rule:4 `; a chain's name may have colons too.
  private static Matched matched(String prefix, int packet) {
    String said = prefix.substring(TRACE.length(), prefix.indexOf('\0')).strip();
    int table = said.indexOf(':');
    int number = said.lastIndexOf(':');
    int kind = said.lastIndexOf(':', number - 1);
    return new Matched(
        said.substring(0, table),
        said.substring(table + 1, kind),
        Integer.parseInt(said.substring(number + 1)),
        packet);
  }

  @Override
  public void close() {
    socket.close();
  }
}
