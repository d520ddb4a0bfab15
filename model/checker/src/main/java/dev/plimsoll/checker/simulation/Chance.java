package dev.plimsoll.checker.simulation;

/// Numbers by chance, which a seed decides: SplitMix64 (Steele, Lea, Flood, "Fast Splittable
/// Pseudorandom Number Generators", OOPSLA 2014, figure 16; the finalizer is Stafford's variant
/// 13). It is written out here so that a seed means the same in every version of Java.
final class Chance {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /// The numbers for a run.
  ///
  /// @param seed of the simulation
  /// @param run its number: each has numbers of its own, whichever thread makes it
  Chance(long seed, long run) {
    state = mix(mix(seed) + run * GAMMA);
  }

  private static long mix(long word) {
    var z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Any number.
  long next() {
    state += GAMMA;
    return mix(state);
  }

  /// A number from 0 to one less than `bound`.
  int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }
}
