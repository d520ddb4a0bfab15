package dev.plimsoll.cluster.portallocator;

import java.util.List;
import java.util.stream.Stream;

/// Which ports are taken: core `RangeAllocation`, as etcd has it.
///
/// @param taken offsets, each once, in order
record Bitmap(List<Integer> taken) {

  static final Bitmap EMPTY = new Bitmap(List.of());

  Bitmap {
    taken = taken.stream().sorted().distinct().toList();
  }

  boolean has(int port) {
    return taken.contains(port);
  }

  Bitmap with(int port) {
    return new Bitmap(Stream.concat(taken.stream(), Stream.of(port)).toList());
  }

  Bitmap without(int port) {
    return new Bitmap(taken.stream().filter(each -> each != port).toList());
  }

  /// What somebody has read of it.
  ///
  /// @param bitmap as it was then; empty where there was none
  /// @param stale whether it has been written since, so that a write with the `resourceVersion`
  ///     that was read is refused
  record Read(Bitmap bitmap, boolean stale) {

    static Read of(Bitmap bitmap) {
      return new Read(bitmap, false);
    }

    Read overtaken() {
      return new Read(bitmap, true);
    }
  }
}
