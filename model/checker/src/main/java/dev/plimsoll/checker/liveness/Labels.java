package dev.plimsoll.checker.liveness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which predicates each state passes, as bits: few sets of them occur, and a state takes a byte
/// for the number of its own; four where there are more than a byte tells apart.
final class Labels {

  private static final int BYTE = 1 << Byte.SIZE;

  private final Map<Long, Integer> numbers = new HashMap<>();
  private final List<Long> labels = new ArrayList<>();
  private byte[] small;
  private int[] large = {};

  /// @param size how many states there are
  Labels(int size) {
    small = new byte[size];
  }

  void set(int state, long label) {
    var number =
        numbers.computeIfAbsent(
            label,
            fresh -> {
              labels.add(fresh);
              return labels.size() - 1;
            });
    if (number == BYTE && large.length == 0) {
      large = new int[small.length];
      Arrays.setAll(large, each -> Byte.toUnsignedInt(small[each]));
      small = new byte[0];
    }
    if (large.length == 0) {
      small[state] = number.byteValue();
    } else {
      large[state] = number;
    }
  }

  long get(int state) {
    return labels.get(large.length == 0 ? Byte.toUnsignedInt(small[state]) : large[state]);
  }
}
