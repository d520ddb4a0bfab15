package dev.plimsoll.etcd;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is written to etcd's database and not yet committed is read from a buffer: a transaction
/// puts its changes into a write buffer, and when it ends they are moved to the read buffer, which
/// is emptied when all is committed. Both have a buffer for each bucket, and an array in each that
/// is used again. A watcher that lags behind is sent what is in the database and in the read
/// buffer.
///
/// Changes of keys are in one bucket; that another is written to matters only in that transactions
/// end.
///
/// Source: etcd server/storage/backend/tx_buffer.go, `writeback`, `merge` and `reset`, and
/// batch_tx.go, `Unlock` and `unsafeCommit`, v3.6.
///
/// What it leaves out: docs/models/etcd-store.md.
public final class EtcdBuffers extends EventfulModel {

  /// Mistakes to seed.
  public enum Bug {
    /// None.
    NONE,
    /// A write buffer that becomes a read buffer is rid of duplicates, which takes it that there is
    /// something in it (for a week of January 2024 on the main branch, from etcd-io/etcd#17228
    /// to #17285; etcd-io/etcd#17247): events come in order, and once.
    EMPTY_NOT_THOUGHT_OF
  }

  /// How far the model goes.
  ///
  /// @param writes how often keys are written
  /// @param others how often something else is
  /// @param commits how often the database is committed
  public record Bounds(int writes, int others, int commits) {}

  /// The buffer of a bucket.
  ///
  /// @param rows the array: revisions, of which the first ones are in use
  /// @param used how many
  private record Buffer(List<Integer> rows, int used) {

    static final Buffer NEW = new Buffer(List.of(), 0);

    List<Integer> content() {
      return rows.subList(0, used);
    }

    /// With one more row in place of one that was used before.
    Buffer add(int row) {
      var next = new ArrayList<>(rows);
      if (used < next.size()) {
        next.set(used, row);
      } else {
        next.add(row);
      }
      return new Buffer(List.copyOf(next), used + 1);
    }

    /// With nothing in use, and the array as it is.
    Buffer reset() {
      return new Buffer(rows, 0);
    }

    /// With the rows of another.
    Buffer merge(Buffer other) {
      var merged = this;
      for (var row : other.content()) {
        merged = merged.add(row);
      }
      return merged;
    }

    /// As `dedupe` did it: the first row is there, and those after it that differ.
    Buffer withoutDuplicates() {
      var count = Math.max(1, (int) content().stream().distinct().count());
      return new Buffer(rows, count);
    }
  }

  /// A bucket of which there is no buffer.
  private static final List<Buffer> ABSENT = List.of();

  private final Bug bug;
  private final Cell<Integer> written = cell("written", 0);
  private final Cell<Integer> committed = cell("committed", 0);
  private final Cell<List<Buffer>> write = cell("write buffer", ABSENT);
  private final Cell<List<Buffer>> read = cell("read buffer", ABSENT);
  private final Cell<List<Integer>> told = cell("a watcher was told of", List.of());

  /// A database that is buffered rightly, or with a mistake.
  public EtcdBuffers(Bounds bounds, Bug bug) {
    this.bug = bug;
    event("a key is written", bounds.writes(), this::put);
    event("something else is written", bounds.others(), this::writeBack);
    event("the database is committed", bounds.commits(), this::commit);
    rule("a watcher is told of all", tx -> tx.set(told, all(tx)));
    always(
        "events come in order, and once",
        s -> s.get(told).equals(s.get(told).stream().sorted().distinct().toList()));
    sometimes(
        "a watcher is told of what is committed and what is not",
        s ->
            s.get(committed) > 0
                && s.get(told).contains(s.get(committed))
                && s.get(told).contains(s.get(committed) + 1));
  }

  private void put(Transaction tx) {
    var revision = tx.get(written) + 1;
    tx.set(written, revision);
    var buffers = tx.get(write);
    var buffer = buffers.isEmpty() ? Buffer.NEW : buffers.getFirst();
    tx.set(write, List.of(buffer.add(revision)));
    writeBack(tx);
  }

  /// What the end of a transaction does: a write buffer without a read buffer becomes it. A write
  /// buffer that was not used is given up.
  private void writeBack(Transaction tx) {
    var from = tx.get(write);
    if (from.isEmpty()) {
      return;
    }
    var buffer = from.getFirst();
    var to = tx.get(read);
    if (to.isEmpty()) {
      tx.set(read, List.of(bug == Bug.NONE ? buffer : buffer.withoutDuplicates()));
      tx.set(write, ABSENT);
    } else {
      tx.set(read, List.of(to.getFirst().merge(buffer)));
      tx.set(write, reset(from));
    }
  }

  /// The write buffer is empty, as every transaction ends by writing it back.
  private void commit(Transaction tx) {
    tx.set(committed, tx.get(written)).update(read, EtcdBuffers::reset);
  }

  private static List<Buffer> reset(List<Buffer> buffers) {
    return buffers.stream().filter(buffer -> buffer.used > 0).map(Buffer::reset).toList();
  }

  /// The revisions that a range over all keys finds; read_tx.go, `UnsafeRange`.
  private List<Integer> all(State s) {
    var buffered = s.get(read).stream().flatMap(buffer -> buffer.content().stream());
    var rest = IntStream.rangeClosed(1, s.get(committed)).boxed();
    return Stream.concat(rest, buffered).toList();
  }
}
