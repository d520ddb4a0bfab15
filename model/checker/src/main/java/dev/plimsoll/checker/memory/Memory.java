package dev.plimsoll.checker.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/// Memory outside the Java heap, counted; past a limit, or where the system has no more, files that
/// are mapped into memory: slower, as they may have to be read from disk, but otherwise the same.
///
/// Files are removed from their directory as soon as they are mapped, so that nothing stays behind
/// whatever happens. They are written in full first: a disk that is full is told by an exception
/// and not, later, by the death of the process.
public final class Memory implements AutoCloseable {

  private static final int ZEROS = 1 << 20;
  private static final int ALIGNMENT = Long.BYTES;

  /// Blocks up to this size are taken from one arena, as to close one is slow; it is closed at the
  /// end.
  private static final int SMALL = 1 << 16;

  /// How much memory may be handed out.
  ///
  /// @param bytes before files are used
  /// @param directory where files are made, which must be there
  public record Limit(long bytes, Path directory) {

    /// No limit but the system's own.
    public static final Limit NONE =
        new Limit(Long.MAX_VALUE, Path.of(System.getProperty("java.io.tmpdir")));
  }

  private final Limit limit;
  private final Set<Block> blocks = new HashSet<>();

  @SuppressWarnings("MustBeClosedChecker") // closed with this
  private final Arena small = Arena.ofShared();

  private long used;
  private long onDisk;

  /// Memory that was handed out.
  public final class Block {

    private final Arena arena;
    private final MemorySegment segment;

    private Block(Arena arena, MemorySegment segment) {
      this.arena = arena;
      this.segment = segment;
    }

    /// What was asked for.
    public MemorySegment segment() {
      return segment;
    }

    /// Gives it back; it must not be used any more.
    public void free() {
      release(this);
    }
  }

  /// Memory, none of it handed out.
  public Memory(Limit limit) {
    this.limit = limit;
  }

  /// Bytes in use, files not counted.
  public synchronized long used() {
    return used;
  }

  /// Bytes in files.
  public synchronized long onDisk() {
    return onDisk;
  }

  /// Hands out memory, all zero.
  ///
  /// @throws UncheckedIOException if a file is needed and cannot be made
  @SuppressWarnings("MustBeClosedChecker") // closed when the block is given back
  public synchronized Block allocate(long bytes) {
    var arena = bytes <= SMALL ? small : Arena.ofShared();
    var block = new Block(arena, allocate(bytes, arena));
    blocks.add(block);
    return block;
  }

  private MemorySegment allocate(long bytes, Arena arena) {
    if (used + bytes <= limit.bytes) {
      try {
        var segment = arena.allocate(bytes, ALIGNMENT);
        used += bytes;
        return segment;
      } catch (OutOfMemoryError e) {
        // The Java machine, or the system, has no more than that: on to files.
      }
    }
    try {
      var segment = map(bytes, arena);
      onDisk += bytes;
      return segment;
    } catch (IOException e) {
      throw new UncheckedIOException(limit.directory + ": " + e.getMessage(), e);
    }
  }

  private MemorySegment map(long bytes, Arena arena) throws IOException {
    var file = Files.createTempFile(limit.directory, "plimsoll-", ".states");
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS, bytes));
      for (var written = 0L; written < bytes; ) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - written));
        written += channel.write(zeros);
      }
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
    } finally {
      Files.delete(file);
    }
  }

  private synchronized void release(Block block) {
    if (!blocks.remove(block)) {
      throw new IllegalStateException("Memory is given back twice");
    }
    if (block.segment.isMapped()) {
      onDisk -= block.segment.byteSize();
    } else {
      used -= block.segment.byteSize();
    }
    if (block.segment.byteSize() > SMALL) {
      block.arena.close();
    }
  }

  /// Gives back all that is to be given back and was not.
  @Override
  public synchronized void close() {
    Set.copyOf(blocks).forEach(this::release);
    small.close();
  }
}
