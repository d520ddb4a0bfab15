package dev.plimsoll.properties.netfilter.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The attributes of a netlink message: length, type, value, each filled up to four bytes.
///
/// Numbers are in network order, as netfilter wants them.
final class Attributes {

  private static final int NESTED = 0x8000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Attributes add(int type, byte... value) {
    var header = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    header.putShort((short) (4 + value.length)).putShort((short) type);
    bytes.writeBytes(header.array());
    bytes.writeBytes(value);
    bytes.writeBytes(new byte[-value.length & 3]);
    return this;
  }

  Attributes addShort(int type, int value) {
    return add(type, (byte) (value >> 8), (byte) value);
  }

  Attributes addInt(int type, int value) {
    return add(type, ByteBuffer.allocate(4).putInt(value).array());
  }

  Attributes addNested(int type, Attributes inner) {
    return add(type | NESTED, inner.bytes());
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
