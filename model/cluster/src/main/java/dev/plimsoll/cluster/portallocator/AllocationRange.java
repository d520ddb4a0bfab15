package dev.plimsoll.cluster.portallocator;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A range of ports or addresses, by their offsets from its first.
///
/// The first ones are left to those who choose for themselves, as long as there are others:
/// `calculateRangeOffset` of `portallocator/allocator.go` and `ipallocator/bitmap.go`, v1.30.
///
/// @param size how many there are
/// @param staticBand how many of the first are left to those who choose
public record AllocationRange(int size, int staticBand) {

  /// The node ports of a cluster that does not say otherwise: 30000 to 32767.
  public static final AllocationRange NODE_PORTS = ofPorts(2_768);

  private static final int LEAST = 16;

  /// Refuses a range without any, and a band that is larger than the range.
  public AllocationRange {
    if (size < 1 || staticBand < 0 || staticBand > size) {
      throw new IllegalArgumentException(
          "expected a range of at least 1 and a band within it, found %d and %d"
              .formatted(size, staticBand));
    }
  }

  /// A range of ports, with a band of a 32nd, 16 to 128 (KEP-3668).
  public static AllocationRange ofPorts(int size) {
    return new AllocationRange(size, band(size, 32, 128));
  }

  /// A range of addresses, with a band of a 16th, 16 to 256 (KEP-3070).
  ///
  /// @param size of the prefix, with the first and last address, which are not given out
  public static AllocationRange ofAddresses(int size) {
    return new AllocationRange(size, band(size, 16, 256));
  }

  private static int band(int size, int step, int most) {
    return size <= LEAST ? 0 : Math.clamp(size / step, LEAST, most);
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
