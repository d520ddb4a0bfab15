package dev.plimsoll.cluster.portallocator;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A range of ports, by their offsets from its first.
///
/// The first ones are left to those who choose for themselves, as long as there are others:
/// `calculateRangeOffset` of `portallocator/allocator.go`, v1.30 (KEP-3668), by which of 30000 to
/// 32767 they are 30000 to 30085.
///
/// @param size how many there are
/// @param staticBand how many of the first are left to those who choose
public record AllocationRange(int size, int staticBand) {

  /// Refuses a range without any, and a band that is larger than the range.
  public AllocationRange {
    if (size < 1 || staticBand < 0 || staticBand > size) {
      throw new IllegalArgumentException(
          "expected a range of at least 1 and a band within it, found %d and %d"
              .formatted(size, staticBand));
    }
  }

  /// Whether it has that offset.
  boolean contains(int offset) {
    return offset >= 0 && offset < size;
  }

  /// Those that may be given to somebody who does not choose: free ones outside the band, and where
  /// there are none, free ones in it (`randomScanStrategyWithOffset` of `allocator/bitmap.go`).
  List<Integer> candidates(IntPredicate isTaken) {
    var dynamic = free(staticBand, size, isTaken);
    return dynamic.isEmpty() ? free(0, staticBand, isTaken) : dynamic;
  }

  /// Those that are free, wherever they are.
  List<Integer> free(IntPredicate isTaken) {
    return free(0, size, isTaken);
  }

  private static List<Integer> free(int from, int to, IntPredicate isTaken) {
    return IntStream.range(from, to).filter(isTaken.negate()).boxed().toList();
  }
}
