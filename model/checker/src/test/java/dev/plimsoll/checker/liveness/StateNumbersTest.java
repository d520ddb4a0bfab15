package dev.plimsoll.checker.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateNumbersTest {

  @Test
  void statesKeepTheirNumbersAsMoreValuesTurnUp() {
    var random = new Random(1);
    for (var round = 0; round < 60; round++) {
      var width = 1 + random.nextInt(40);
      var counts = new int[width];
      Arrays.fill(counts, 1);
      var numbers = new StateNumbers(width, slot -> counts[slot]);
      var oracle = new HashMap<List<Integer>, Integer>();
      var state = new int[width];
      numbers.number(state);
      oracle.put(boxed(state), 0);
      for (var step = 0; step < 2_000; step++) {
        numbers.read(random.nextInt(numbers.size()), state);
        for (var changes = random.nextInt(4); changes > 0; changes--) {
          change(random, state, counts);
        }
        assertThat(numbers.find(state)).isEqualTo(oracle.getOrDefault(boxed(state), -1));
        oracle.putIfAbsent(boxed(state), oracle.size());
        var number = random.nextBoolean() ? numbers.numberNext(state) : numbers.number(state);
        assertThat(number).isEqualTo(oracle.get(boxed(state)));
        assertThat(numbers.size()).isEqualTo(oracle.size());
      }
      var read = new int[width];
      oracle.forEach(
          (each, number) -> {
            numbers.read(number, read);
            assertThat(boxed(read)).isEqualTo(each);
          });
    }
  }

  private static void change(Random random, int[] state, int[] counts) {
    var slot = random.nextInt(state.length);
    state[slot] = random.nextInt(1 << random.nextInt(1, 14));
    counts[slot] = Math.max(counts[slot], state[slot] + 1);
  }

  private static List<Integer> boxed(int[] state) {
    return Arrays.stream(state).boxed().toList();
  }
}
