package dev.plimsoll.reports.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.search.Coverage.RuleCoverage;
import dev.plimsoll.checker.search.Coverage.Some;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class ActorsTest {

  private static final List<String> VARIABLES =
      List.of(
          "pods",
          "last uid of pods",
          "pods at scheduler",
          "pods to scheduler",
          "left of: it fails");

  private static final Coverage COVERAGE =
      new Coverage(
          List.of(
              rule("scheduler sees pods", "pods at scheduler", "pods to scheduler"),
              rule("scheduler: bind a pod", "pods", "pods to scheduler"),
              rule("controller: create a pod", "pods", "last uid of pods", "pods to scheduler"),
              rule("it fails", "left of: it fails", "pods")),
          List.of(),
          List.of());

  private final Actors actors = Actors.of(trace("scheduler: bind a pod"), COVERAGE);

  @Test
  void theNameOfARuleSaysWhoseItIs() {
    assertThat(actors.ofRule("scheduler: bind a pod")).isEqualTo("scheduler");
    assertThat(actors.ofRule("scheduler is restarted")).isEqualTo("scheduler");
    assertThat(actors.of(new Trace.Action("it fails", List.of(), List.of())))
        .isEqualTo(Actors.OUTSIDE);
    assertThat(actors.deed("scheduler: bind a pod")).isEqualTo("bind a pod");
    assertThat(actors.deed("scheduler sees pods")).isEqualTo("sees pods");
  }

  @Test
  void whatSeveralWriteIsAPlaceAndABudgetIsNobodys() {
    assertThat(actors.owners())
        .containsEntry("pods", "pods")
        .containsEntry("pods at scheduler", "scheduler")
        .containsEntry("pods to scheduler", "scheduler")
        .containsEntry("last uid of pods", "controller")
        .doesNotContainKey("left of: it fails");
  }

  @Test
  void whereNoRuleNamesAComponentItsArgumentDoes() {
    var action =
        new Trace.Action("a client watches", List.of(new Value.Text("client 0")), List.of());
    var state = new LinkedHashMap<String, Value>();
    state.put("client 0", Values.of(1));
    var trace = new Trace(List.of(new Trace.Step(null, state), new Trace.Step(action, state)));
    var found = Actors.of(trace, Coverage.NONE);
    assertThat(found.of(action)).isEqualTo("client 0");
    assertThat(found.owners()).containsEntry("client 0", "client 0");
  }

  private static RuleCoverage rule(String name, String... writes) {
    var variables = List.of(writes);
    return new RuleCoverage(name, 1, Some.of(List.of()), List.of(), variables, variables);
  }

  /// A step in which the budget falls.
  private static Trace trace(String rule) {
    return new Trace(
        List.of(
            new Trace.Step(null, state(1)),
            new Trace.Step(new Trace.Action(rule, List.of(), List.of()), state(0))));
  }

  private static SequencedMap<String, Value> state(int left) {
    var state = new LinkedHashMap<String, Value>();
    VARIABLES.forEach(variable -> state.put(variable, Values.of(1)));
    state.put("left of: it fails", Values.of(left));
    return state;
  }
}
