package dev.plimsoll.checker.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueDigestTest {

  record Point(int x, int y) {}

  private static long digest(Object object) {
    return Values.of(object).digest();
  }

  @Test
  void valuesThatDifferHaveDifferentDigests() {
    var digests =
        Stream.of(
                0,
                1,
                -1,
                "0",
                "",
                false,
                true,
                "ab",
                "ba",
                List.of(),
                List.of(1, 2),
                List.of(2, 1),
                List.of(List.of(1), 2),
                List.of(List.of(1, 2)),
                List.of("a", "b"),
                List.of("ab", ""),
                Set.of(),
                Set.of(1, 2),
                Map.of(),
                Map.of(1, 2),
                Map.of(2, 1),
                new Point(1, 2),
                new Point(2, 1),
                new Value.Opaque("0"))
            .map(ValueDigestTest::digest)
            .toList();

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void equalValuesHaveTheSameHoweverTheyWereMade() {
    assertThat(digest(Set.of(3, 1, 2))).isEqualTo(digest(Set.of(2, 3, 1)));
    assertThat(digest(Map.of("a", 1, "b", 2))).isEqualTo(digest(Map.of("b", 2, "a", 1)));
    assertThat(digest(new Point(1, 2))).isEqualTo(digest(new Point(1, 2)));
  }
}
