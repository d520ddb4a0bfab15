package dev.plimsoll.checker.kernel;

/// What a step depends on and what it changes, as sets of slots and of messages, in 64 bits each.
///
/// Slots and messages share bits where there are more than 64: then two steps may seem to disturb
/// each other though they do not, never the other way round.
///
/// @param reads slots whose value, or contents as a whole, the step depends on
/// @param writes slots that the step overwrites, or changes in a way that depends on the order
/// @param changes slots of channels to which the step adds, or from which it takes, in a way that
///     does not depend on the order
/// @param asks messages whose presence the step depends on
/// @param sends messages it adds
/// @param takes messages it takes out
record Footprint(long reads, long writes, long changes, long asks, long sends, long takes) {

  /// Of what does nothing.
  static final Footprint NOTHING = new Footprint(0, 0, 0, 0, 0, 0);

  /// Collects what a step does.
  static final class Builder {
    private long reads;
    private long writes;
    private long changes;
    private long asks;
    private long sends;
    private long takes;

    Builder reads(int slot) {
      reads |= bit(slot);
      return this;
    }

    Builder writes(int slot) {
      writes |= bit(slot);
      return this;
    }

    Builder asks(int slot, int message) {
      asks |= bit(slot, message);
      return this;
    }

    Builder sends(int slot, int message) {
      changes |= bit(slot);
      sends |= bit(slot, message);
      return this;
    }

    Builder takes(int slot, int message) {
      changes |= bit(slot);
      takes |= bit(slot, message);
      return this;
    }

    Footprint build() {
      return new Footprint(reads, writes, changes, asks, sends, takes);
    }
  }

  static long bit(int slot) {
    return 1L << slot;
  }

  private static long bit(int slot, int message) {
    return 1L << (31 * slot + message);
  }

  /// Whether the two steps commute: where one has been made after the other, the other could have
  /// been made after the one, with the same result.
  boolean commutesWith(Footprint other) {
    return ((writes & (other.reads | other.writes | other.changes))
            | (other.writes & (reads | changes))
            | (changes & other.reads)
            | (other.changes & reads)
            | (sends & (other.asks | other.takes))
            | (other.sends & (asks | takes))
            | (takes & (other.asks | other.takes))
            | (other.takes & asks))
        == 0;
  }
}
