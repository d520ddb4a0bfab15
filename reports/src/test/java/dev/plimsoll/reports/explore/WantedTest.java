package dev.plimsoll.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class WantedTest {

  record Pod(String phase, Optional<Integer> node) {}

  private static final SequencedMap<String, Value> STATE = new LinkedHashMap<>();

  static {
    STATE.put("pods", Values.of(List.of(Optional.of(new Pod("RUNNING", Optional.empty())))));
    STATE.put("pods at scheduler", Values.of(Map.of("a", 1)));
  }

  @Test
  void aPathGoesIntoListsRecordsAndMaps() {
    assertThat(holds("pods[0][0].phase = RUNNING")).isTrue();
    assertThat(holds("pods[0][0].phase != RUNNING")).isFalse();
    assertThat(holds("pods at scheduler[a] = 1")).isTrue();
    assertThat(holds("pods ~ RUNN")).isTrue();
  }

  @Test
  void whatDoesNotExistIsNothing() {
    assertThat(holds("pods[0][0].node[0] = nothing")).isTrue();
    assertThat(holds("pods[3] = nothing")).isTrue();
    assertThat(holds("pods[0] = nothing")).isFalse();
  }

  @Test
  void whatIsNoPredicateIsRefused() {
    assertThatThrownBy(() -> Wanted.parse("pods"))
        .hasMessage("expected PATH = TEXT, PATH != TEXT or PATH ~ TEXT, but is \"pods\"");
    assertThatThrownBy(() -> holds("nodes = 1"))
        .hasMessage("\"nodes\" begins with none of the variables pods, pods at scheduler");
    assertThatThrownBy(() -> holds("pods[0 = 1"))
        .hasMessage("expected .FIELD or [ENTRY] in \"pods[0\", but is \"[0\"");
  }

  private static boolean holds(String text) {
    return Wanted.parse(text).holds(STATE);
  }
}
