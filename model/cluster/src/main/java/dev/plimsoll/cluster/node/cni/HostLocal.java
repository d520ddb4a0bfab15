package dev.plimsoll.cluster.node.cni;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The folder of the host-local plugin: a file for each address that is given out, in which the
/// container's ID stands, and `last_reserved_ip`.
///
/// @param files by address: the sandbox that stands in its file; empty where there is no file
/// @param last the address that was given out last
record HostLocal(Cells<Optional<Integer>> files, Cell<Integer> last) {

  /// `RangeIter`: the first address without a file, from the one after the last that was given out.
  Optional<Integer> next(State state) {
    var from = state.get(last) + 1;
    return IntStream.range(0, files.size())
        .map(step -> (from + step) % files.size())
        .filter(address -> state.get(files.get(address)).isEmpty())
        .boxed()
        .findFirst();
  }

  /// `Reserve`: a file for the sandbox.
  void reserve(Transaction tx, int address, int sandbox) {
    tx.set(files.get(address), Optional.of(sandbox));
    tx.set(last, address);
  }

  /// `ReleaseByID`: deletes the files of sandboxes that are meant; that there is none is no error.
  void release(Transaction tx, IntPredicate isMeant) {
    files.forEach(
        file -> {
          if (tx.get(file).filter(isMeant::test).isPresent()) {
            tx.set(file, Optional.empty());
          }
        });
  }

  /// `FindByID`, for CHECK: whether there is a file for the sandbox.
  boolean has(State state, int sandbox) {
    return files.any(state, Optional.of(sandbox));
  }

  /// Whether every address is given out.
  boolean isFull(State state) {
    return files.all(state, Optional::isPresent);
  }
}
