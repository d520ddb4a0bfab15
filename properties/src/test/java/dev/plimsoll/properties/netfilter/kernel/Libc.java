package dev.plimsoll.properties.netfilter.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// The few system calls that Java has no word for, through the foreign function interface.
///
/// Each returns what the C library returns, and throws [LinuxException] where that is -1.
final class Libc {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));
  private static final Linker.Option TWO_NAMED = Linker.Option.firstVariadicArg(2);

  private static final MethodHandle UNSHARE = call("unshare", List.of(), JAVA_INT);
  private static final MethodHandle OPEN = call("open", List.of(TWO_NAMED), ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", List.of(), JAVA_INT);
  private static final MethodHandle IOCTL =
      call("ioctl", List.of(TWO_NAMED), JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle READ = call("read", List.of(), JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = call("write", List.of(), JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle SOCKET =
      call("socket", List.of(), JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", List.of(), JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SENDTO =
      call("sendto", List.of(), JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      call("setsockopt", List.of(), JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

  private Libc() {}

  static void unshare(int flags) {
    call("unshare", UNSHARE, flags);
  }

  static int open(String path, int flags) {
    try (var arena = Arena.ofConfined()) {
      return (int) call("open " + path, OPEN, arena.allocateFrom(path), flags);
    }
  }

  static void close(int descriptor) {
    call("close", CLOSE, descriptor);
  }

  static void ioctl(int descriptor, long request, MemorySegment argument) {
    call("ioctl", IOCTL, descriptor, request, argument);
  }

  /// The number of bytes that were put into the buffer.
  static int read(int descriptor, MemorySegment buffer) {
    return (int) call("read", READ, descriptor, buffer, buffer.byteSize());
  }

  static void write(int descriptor, MemorySegment bytes) {
    call("write", WRITE, descriptor, bytes, bytes.byteSize());
  }

  static int socket(int domain, int type, int protocol) {
    return (int) call("socket", SOCKET, domain, type, protocol);
  }

  static void bind(int descriptor, MemorySegment address) {
    call("bind", BIND, descriptor, address, (int) address.byteSize());
  }

  static void sendTo(int descriptor, MemorySegment bytes, MemorySegment address) {
    call(
        "sendto",
        SENDTO,
        descriptor,
        bytes,
        bytes.byteSize(),
        0,
        address,
        (int) address.byteSize());
  }

  /// Sets an option whose value is a number.
  static void setOption(int descriptor, int level, int option, int value) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocateFrom(JAVA_INT, value);
      call("setsockopt", SETSOCKOPT, descriptor, level, option, number, Integer.BYTES);
    }
  }

  @SuppressWarnings("restricted") // what --enable-native-access allows
  private static MethodHandle call(
      String name, List<Linker.Option> more, MemoryLayout... arguments) {
    var options = new ArrayList<>(more);
    options.add(Linker.Option.captureCallState("errno"));
    boolean longResult = List.of("read", "write", "sendto").contains(name);
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(longResult ? JAVA_LONG : JAVA_INT, arguments),
        options.toArray(Linker.Option[]::new));
  }

  private static long call(String name, MethodHandle handle, Object... arguments) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(CAPTURED);
      var all = new ArrayList<>();
      all.add(captured);
      all.addAll(List.of(arguments));
      long result = ((Number) handle.invokeWithArguments(all)).longValue();
      if (result < 0) {
        throw new LinuxException(name, (int) ERRNO.get(captured, 0L));
      }
      return result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
  }
}
