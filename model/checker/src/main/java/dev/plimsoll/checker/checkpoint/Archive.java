package dev.plimsoll.checker.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// A file of numbers and texts, read in the order in which they were written.
///
/// It begins with a mark and its version and ends with a checksum (CRC-32C) of all before. It is
/// written beside the one it replaces, forced to disk, and then moved: whenever the process dies,
/// there is the one or the other.
public final class Archive {

  /// The name of the file in its directory.
  public static final String NAME = "checkpoint.plimsoll";

  private static final long MARK = 0x504C494D_534F4C4CL; // "PLIMSOLL"
  private static final int VERSION = 2;
  private static final int BUFFER = 1 << 16;

  /// Numbers that are written or read at once.
  private static final int SLICE = 1 << 12;

  /// Writes.
  public static final class Writer {

    private final DataOutputStream out;
    private final ByteBuffer slice = ByteBuffer.allocate(SLICE * Long.BYTES);

    private Writer(DataOutputStream out) {
      this.out = out;
    }

    /// Writes a number.
    public void number(long number) {
      attempt(() -> out.writeLong(number));
    }

    /// Writes numbers.
    public void numbers(int[] numbers) {
      attempt(
          () -> {
            out.writeInt(numbers.length);
            for (var number : numbers) {
              out.writeInt(number);
            }
          });
    }

    /// Writes numbers.
    public void numbers(long[] numbers) {
      attempt(
          () -> {
            out.writeInt(numbers.length);
            for (var from = 0; from < numbers.length; from += SLICE) {
              var count = Math.min(SLICE, numbers.length - from);
              slice.asLongBuffer().put(numbers, from, count);
              out.write(slice.array(), 0, count * Long.BYTES);
            }
          });
    }

    /// Writes a text.
    public void text(String text) {
      attempt(() -> out.writeUTF(text));
    }
  }

  /// Reads.
  public static final class Reader {

    private final DataInputStream in;
    private final ByteBuffer slice = ByteBuffer.allocate(SLICE * Long.BYTES);

    private Reader(DataInputStream in) {
      this.in = in;
    }

    /// Reads a number.
    public long number() {
      return get(in::readLong);
    }

    /// Reads numbers.
    public int[] integers() {
      return get(
          () -> {
            var numbers = new int[in.readInt()];
            for (var i = 0; i < numbers.length; i++) {
              numbers[i] = in.readInt();
            }
            return numbers;
          });
    }

    /// Reads numbers.
    public long[] longs() {
      return get(
          () -> {
            var numbers = new long[in.readInt()];
            for (var from = 0; from < numbers.length; from += SLICE) {
              var count = Math.min(SLICE, numbers.length - from);
              in.readFully(slice.array(), 0, count * Long.BYTES);
              slice.asLongBuffer().get(numbers, from, count);
            }
            return numbers;
          });
    }

    /// Reads a text.
    public String text() {
      return get(in::readUTF);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private interface Source<T> {
    T get() throws IOException;
  }

  private static void attempt(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new CheckpointException("The checkpoint cannot be written: " + e, e);
    }
  }

  private static <T> T get(Source<T> source) {
    try {
      return source.get();
    } catch (IOException e) {
      throw new CheckpointException("The checkpoint cannot be read: " + e, e);
    }
  }

  /// Writes the archive of a directory, see {@link #prepare}.
  ///
  /// @throws CheckpointException if that is not possible; then the one that was there is as it was
  public static void write(Path directory, Consumer<Writer> content) {
    var file = directory.resolve(NAME);
    var made = directory.resolve(NAME + ".new");
    attempt(
        () -> {
          var checksum = new CRC32C();
          try (var stream = new FileOutputStream(made.toFile());
              var out =
                  new DataOutputStream(
                      new CheckedOutputStream(
                          new BufferedOutputStream(stream, BUFFER), checksum))) {
            out.writeLong(MARK);
            out.writeInt(VERSION);
            content.accept(new Writer(out));
            out.writeLong(checksum.getValue());
            out.flush();
            stream.getChannel().force(true);
          }
          Files.move(
              made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
  }

  /// Makes sure that a directory is there and has no archive.
  ///
  /// @throws CheckpointException otherwise
  public static void prepare(Path directory) {
    if (Files.exists(directory.resolve(NAME))) {
      throw new CheckpointException(
          "%s: there is a checkpoint here already; go on from it (--resume) or remove it"
              .formatted(directory));
    }
    attempt(() -> Files.createDirectories(directory));
  }

  /// Removes the archive of a directory, and the directory if nothing else is in it.
  public static void remove(Path directory) {
    attempt(
        () -> {
          Files.deleteIfExists(directory.resolve(NAME));
          try (var rest = Files.list(directory)) {
            if (rest.findAny().isEmpty()) {
              Files.delete(directory);
            }
          }
        });
  }

  /// Reads the archive of a directory.
  ///
  /// @throws CheckpointException if there is none, or if it is not whole
  public static void read(Path directory, Consumer<Reader> content) {
    var file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          "%s: there is no checkpoint here (no file %s)".formatted(directory, NAME));
    }
    get(
        () -> {
          verify(file);
          try (var in =
              new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            in.readLong();
            in.readInt();
            content.accept(new Reader(in));
          }
          return file;
        });
  }

  /// Reads all once, before any of it is believed.
  private static void verify(Path file) throws IOException {
    var checksum = new CRC32C();
    var rest = Files.size(file) - Long.BYTES;
    try (var in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), checksum))) {
      if (rest < Long.BYTES + Integer.BYTES || in.readLong() != MARK) {
        throw new CheckpointException(file + ": this is not a checkpoint");
      }
      var version = in.readInt();
      if (version != VERSION) {
        throw new CheckpointException(
            "%s: the checkpoint is of version %d, this program reads version %d"
                .formatted(file, version, VERSION));
      }
      in.skipNBytes(rest - Long.BYTES - Integer.BYTES);
      var expected = checksum.getValue();
      if (in.readLong() != expected) {
        throw new CheckpointException(file + ": the checkpoint is damaged (its checksum differs)");
      }
    }
  }

  private Archive() {}
}
