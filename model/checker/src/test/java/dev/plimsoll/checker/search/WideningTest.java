package dev.plimsoll.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A layout with more room reads what was folded before.
class WideningTest {

  private static int[] state(Random random, int[] counts) {
    return Arrays.stream(counts).map(random::nextInt).toArray();
  }

  private static long fold(Layout layout, int[] state) {
    return layout.refold(state, new long[layout.words()]);
  }

  @Test
  void whatWasFoldedIsReadAsBefore() {
    var random = new Random(1);
    var splits = 0;
    var rootsThatStay = 0;
    for (var round = 0; round < 300; round++) {
      var counts = random.ints(1 + random.nextInt(60), 1, 40).toArray();
      var shares = new int[counts.length];
      Arrays.fill(shares, 1);
      List<int[]> states = new ArrayList<>();
      for (var i = 0; i < 200; i++) {
        states.add(state(random, counts));
      }
      var layout = LayoutPlan.build(counts, shares, states::forEach);
      var roots = states.stream().mapToLong(state -> fold(layout, state)).toArray();
      for (var more = random.nextInt(1, counts.length + 1); more > 0; more--) {
        var slot = random.nextInt(counts.length);
        counts[slot] = Math.min(1 << 20, counts[slot] << random.nextInt(8));
      }

      var widening = Widening.of(layout, counts, shares);

      var after = widening.after();
      var change = widening.change();
      splits += after.words() > layout.words() ? 1 : 0;
      rootsThatStay += change == null ? 1 : 0;
      for (var i = 0; i < roots.length; i++) {
        var root = change == null ? roots[i] : change.applyAsLong(roots[i]);
        assertThat(after.read(root)).isEqualTo(states.get(i));
        assertThat(fold(after, states.get(i))).isEqualTo(root);
      }
      var another = state(random, counts);
      assertThat(after.hasRoom(another)).isTrue();
      assertThat(after.read(fold(after, another))).isEqualTo(another);
    }
    assertThat(splits).isPositive();
    assertThat(rootsThatStay).isPositive();
  }
}
