package dev.plimsoll.checker.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeTest {

  private record Server(int term, List<Integer> log, Map<String, Integer> next) {}

  private static List<String> changes(Object before, Object after) {
    return Change.between(named(before), named(after)).stream().map(Change::toString).toList();
  }

  private static SequencedMap<String, Value> named(Object value) {
    var state = new LinkedHashMap<String, Value>();
    state.put("x", Values.of(value));
    return state;
  }

  @Test
  void aDifferenceIsToldDownToTheEntryOfAMap() {
    var before = new Server(1, List.of(4), Map.of("a", 1, "b", 1));
    var after = new Server(1, List.of(4, 5), Map.of("a", 1, "b", 2));

    assertThat(changes(before, after)).containsExactly("x.log[1]  + 5", "x.next[b]  1 -> 2");
  }

  @Test
  void aQueueThatLosesItsHeadHasLostOneElement() {
    assertThat(changes(List.of("a", "b", "c"), List.of("b", "c"))).containsExactly("x[0]  - a");
    assertThat(changes(List.of("a"), List.of("a", "b"))).containsExactly("x[1]  + b");
  }

  @Test
  void aSetTellsWhatCameAndWent() {
    assertThat(changes(Set.of(1, 2), Set.of(2, 3))).containsExactly("x  - 1", "x  + 3");
  }

  @Test
  void equalValuesDoNotDiffer() {
    assertThat(changes(List.of(1), List.of(1))).isEmpty();
  }
}
