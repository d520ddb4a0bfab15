package dev.plimsoll.checker.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private sealed interface Shape {
    record Dot() implements Shape {}

    record Line(int length, Optional<String> label) implements Shape {}
  }

  private record Mile(long metres) implements Word {
    @Override
    public String toString() {
      return metres + " m";
    }
  }

  private enum Colour {
    RED
  }

  @Test
  void casesOfASealedTypeAreTagged() {
    assertThat(Values.of(new Shape.Dot())).hasToString("Dot");
    assertThat(Values.of(new Shape.Line(2, Optional.of("a"))))
        .hasToString("Line(length: 2, label: [a])");
  }

  @Test
  void aWordIsToldByItsTextWhereverItIs() {
    assertThat(Values.of(new Mile(1609))).isEqualTo(new Value.Text("1609 m"));
    assertThat(Values.of(Map.of(new Mile(2), List.of(new Mile(1))))).hasToString("{2 m: [1 m]}");
  }

  @Test
  void setsAndMapsAreSortedWhateverTheirOrder() {
    assertThat(Values.of(Set.of(3, 1, 2))).hasToString("{1, 2, 3}");
    assertThat(Values.of(Map.of("b", 1, "a", List.of(true)))).hasToString("{a: [true], b: 1}");
  }

  @Test
  void equalObjectsHaveEqualValuesAndTheOrderIsTotal() {
    var values =
        List.of(
            Values.of(true),
            Values.of(-3L),
            Values.of(Colour.RED),
            Values.of("x"),
            Values.of(List.of(1)),
            Values.of(List.of(1, 1)),
            Values.of(Set.of(1)),
            Values.of(Map.of(1, 2)),
            Values.of(new Shape.Dot()),
            Values.of(1.5));

    for (var i = 0; i < values.size(); i++) {
      for (var j = 0; j < values.size(); j++) {
        assertThat(Integer.signum(values.get(i).compareTo(values.get(j))))
            .isEqualTo(Integer.compare(i, j));
      }
    }
    assertThat(Values.of(Colour.RED)).isEqualTo(Values.of("RED"));
  }
}
