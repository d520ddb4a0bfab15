package dev.plimsoll.checker.kernel;

import dev.plimsoll.checker.memory.Words;
import dev.plimsoll.checker.value.Values;
import java.util.Arrays;

/// Numbers for states that depend on what they hold, and not on the numbers that values have got:
/// those depend on what was met first. Different states have different ones, but for a chance of
/// one in 2^64. One for each thread.
///
/// A state's is the sum of its cells' and its channels' words, a bag's that of its messages'.
public final class Fingerprints {

  private final Program program;
  private final ChannelReader[] channels;

  /// By slot and number of a value or message; 0 where it is not known yet.
  private final long[][] words;

  /// For the states of a program.
  public Fingerprints(Program program) {
    this.program = program;
    channels = program.readers();
    words = new long[program.width()][16];
  }

  /// The fingerprint of a state; never 0.
  public long of(int[] state) {
    var sum = 0L;
    for (var slot = 0; slot < state.length; slot++) {
      sum += channels[slot] == null ? word(slot, state[slot]) : contents(slot, state[slot]);
    }
    return Words.mix(sum == 0 ? 1 : sum);
  }

  private long contents(int slot, int contents) {
    var messages = channels[slot].messages(contents);
    var size = channels[slot].size(contents);
    var sum = 0L;
    for (var i = 0; i < size; i++) {
      var word = word(slot, messages[i]);
      sum = program.channel(slot).isOrdered() ? Words.mix(sum + word) : sum + word;
    }
    return sum;
  }

  private long word(int slot, int number) {
    var known = words[slot];
    var word = number < known.length ? known[number] : 0;
    return word == 0 ? find(slot, number) : word;
  }

  private long find(int slot, int number) {
    if (number >= words[slot].length) {
      words[slot] = Arrays.copyOf(words[slot], Math.max(number + 1, 2 * words[slot].length));
    }
    var value =
        channels[slot] == null
            ? program.values(slot).value(number)
            : program.channel(slot).message(number);
    var word = Words.mix(Words.mix(slot + 1) + Values.of(value).digest());
    words[slot][number] = word;
    return word;
  }
}
