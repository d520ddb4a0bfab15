package dev.plimsoll.checker.simulation;

import org.jspecify.annotations.Nullable;

/// Counts different states by their fingerprints: up to a bound one by one, beyond it by an
/// estimate, HyperLogLog (Flajolet, Fusy, Gandouet, Meunier, AofA 2007) with a standard error of
/// 0.8 %.
final class StateCount {

  /// Up to this many are counted one by one.
  static final int MOST_EXACT = 1 << 22;

  private static final int REGISTER_BITS = 14;
  private static final int REGISTERS = 1 << REGISTER_BITS;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final byte[] registers = new byte[REGISTERS];
  private final int most;
  private @Nullable FingerprintSet set = new FingerprintSet();

  /// @param most up to how many are counted one by one: many times the number of registers
  StateCount(int most) {
    this.most = most;
  }

  void add(long fingerprint) {
    var register = (int) (fingerprint >>> -REGISTER_BITS);
    var zeros = Long.numberOfLeadingZeros(fingerprint << REGISTER_BITS | REGISTERS - 1);
    registers[register] = (byte) Math.max(registers[register], zeros + 1);
    if (set != null && set.add(fingerprint) && set.size() > most) {
      set = null;
    }
  }

  /// Whether the count is more than an estimate.
  boolean isExact() {
    return set != null;
  }

  long count() {
    return set == null ? estimate() : set.size();
  }

  private long estimate() {
    var sum = 0.0;
    for (var most : registers) {
      sum += 1.0 / (1L << most);
    }
    return Math.round(ALPHA * REGISTERS * REGISTERS / sum);
  }
}
