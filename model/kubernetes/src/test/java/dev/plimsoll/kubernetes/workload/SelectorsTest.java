package dev.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectorsTest {

  private static final Map<String, String> LABELS = Map.of("app", "web", "cores", "8");

  @ParameterizedTest
  @CsvSource({
    "app, IN, web, true",
    "app, IN, db, false",
    "zone, IN, a, false",
    "app, NOT_IN, web, false",
    "app, NOT_IN, db, true",
    "zone, NOT_IN, a, true",
    "app, EXISTS, , true",
    "zone, EXISTS, , false",
    "app, DOES_NOT_EXIST, , false",
    "zone, DOES_NOT_EXIST, , true"
  })
  void labelsMatchAsTheApiSays(
      String key, LabelSelector.Operator operator, String value, boolean matches) {
    var values = value == null ? List.<String>of() : List.of(value);
    var requirement = new LabelSelector.Requirement(key, operator, values);
    var ofNodes = NodeSelectorTerm.Operator.valueOf(operator.name());
    var term =
        new NodeSelectorTerm(
            List.of(new NodeSelectorTerm.Requirement(key, ofNodes, values)), List.of());

    assertThat(new LabelSelector(new TreeMap<>(), List.of(requirement)).matches(LABELS))
        .isEqualTo(matches);
    assertThat(term.matches("a", LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "cores, GT, 7, true",
    "cores, GT, 8, false",
    "cores, LT, 9, true",
    "cores, LT, -9, false",
    "app, LT, 9, false",
    "zone, GT, 0, false"
  })
  void numbersAreComparedWhereALabelIsOne(
      String key, NodeSelectorTerm.Operator operator, String value, boolean matches) {
    var demand = new NodeSelectorTerm.Requirement(key, operator, List.of(value));

    assertThat(new NodeSelectorTerm(List.of(demand), List.of()).matches("a", LABELS))
        .isEqualTo(matches);
  }

  @Test
  void anEmptySelectorOfPodsSelectsAllAndAnEmptyTermNoNode() {
    assertThat(LabelSelector.ofLabels(Map.of()).matches(Map.of())).isTrue();
    assertThat(LabelSelector.NOTHING.matches(LABELS)).isFalse();
    assertThat(LabelSelector.NOTHING.matches(Map.of("nothing", ""))).isFalse();
    var empty = new NodeSelectorTerm(List.of(), List.of());
    assertThat(empty.matches("a", LABELS)).isFalse();
    assertThat(new NodeAffinity(List.of(empty), List.of()).matches("a", LABELS)).isFalse();
    assertThat(NodeAffinity.NONE.matches("a", LABELS)).isTrue();
  }

  @Test
  void aNodeIsSelectedByItsName() {
    var named =
        new NodeSelectorTerm(
            List.of(),
            List.of(
                new NodeSelectorTerm.Requirement(
                    NodeSelectorTerm.NAME_FIELD, NodeSelectorTerm.Operator.IN, List.of("a"))));

    assertThat(named.matches("a", Map.of())).isTrue();
    assertThat(named.matches("b", Map.of())).isFalse();
    assertThatThrownBy(() -> new NodeSelectorTerm(List.of(), List.of(demand("spec.x"))))
        .hasMessageContaining("expected metadata.name In or NotIn one name");
  }

  @ParameterizedTest
  @CsvSource({"25, 4, 1, 1", "25, 5, 2, 1", "0, 9, 0, 0", "100, 3, 3, 3", "1, 1, 1, 0"})
  void aPercentageIsRoundedEitherWay(int percent, int total, int up, int down) {
    assertThat(IntOrPercent.percent(percent).roundedUp(total)).isEqualTo(up);
    assertThat(IntOrPercent.percent(percent).roundedDown(total)).isEqualTo(down);
    assertThat(IntOrPercent.of(percent).roundedUp(total)).isEqualTo(percent);
  }

  private static NodeSelectorTerm.Requirement demand(String key) {
    return new NodeSelectorTerm.Requirement(key, NodeSelectorTerm.Operator.IN, List.of("a"));
  }
}
