package dev.plimsoll.counterexamples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.counterexamples.itf.ForeignTrace;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Traces as Apalache and Quint write them.
final class AlignmentTest {

  private static final JsonSource SOURCE = new JsonSource("x.itf.json");

  /// Apalache: `#meta` with the index of each state, numbers as they are.
  private static final String OF_APALACHE =
      """
      {"#meta": {"format": "ITF", "varTypes": {"big": "Int", "small": "Int"}},
       "vars": ["big", "small"],
       "states": [
        {"#meta": {"index": 0}, "big": 0, "small": 0},
        {"#meta": {"index": 1}, "big": 5, "small": 0},
        {"#meta": {"index": 2}, "big": 2, "small": 3},
        {"#meta": {"index": 3}, "big": 2, "small": 0}]}
      """;

  /// Quint: what it did and picked as variables, numbers as `#bigint`.
  private static final String OF_QUINT =
      """
      {"#meta": {"status": "violation"}, "vars": ["place", "mbt::actionTaken", "other"],
       "states": [
        {"place": {"#map": [
          [1, {"tag": "Outside", "value": {"#tup": []}}], [2, "outside"], [3, "outside"]]},
         "mbt::actionTaken": "init", "other": {"#bigint": "1"}},
        {"place": {"#map": [
          [1, {"tag": "Outside", "value": {"#tup": []}}], [2, "waiting"], [3, "outside"]]},
         "mbt::actionTaken": "step", "other": {"#bigint": "1"}}]}
      """;

  @Test
  void theStepsBetweenStatesAreFound() {
    assertThat(actions(found(OF_APALACHE, "die-hard")))
        .containsExactly("fill the big jug", "pour from big to small", "empty the small jug");
  }

  @Test
  void variantsStringsAndFunctionsAreLikeOurConstantsAndFamilies() {
    assertThat(actions(found(OF_QUINT, "lock"))).containsExactly("want(place[1])");
  }

  @Test
  void aStateThatIsThereTwiceIsAStepInWhichNothingHappens() {
    var twice =
        OF_APALACHE.replace(
            "{\"#meta\": {\"index\": 1}", "{\"big\": 0, \"small\": 0}, {\"#meta\": {\"index\": 1}");

    var trace = found(twice, "die-hard");

    assertThat(trace.length()).isEqualTo(5);
    assertThat(trace.steps().get(1).action()).isNull();
  }

  @Test
  void aLoopIsClosedByAStepOfTheModel() {
    var looped = OF_APALACHE.replace("\"small\": 0}]}", "\"small\": 0}], \"loop\": 2}");

    assertThat(found(looped, "die-hard").loop()).isEqualTo(2);
  }

  @Test
  void aStateThatTheModelCannotComeToIsToldWithTheNearest() {
    var wrong = OF_APALACHE.replace("\"big\": 2, \"small\": 3", "\"big\": 1, \"small\": 3");

    var result = (Alignment.NoWay) Alignment.of(decode(wrong), model("die-hard"));

    assertThat(result.index()).isEqualTo(2);
    assertThat(result.nearest()).first().asString().endsWith(": other values of big jug");
    var start = OF_APALACHE.replace("\"big\": 0, \"small\": 0}", "\"big\": 9, \"small\": 0}");
    assertThat(Alignment.of(decode(start), model("die-hard")))
        .isEqualTo(new Alignment.NoWay(0, List.of("initially: other values of big jug")));
  }

  @Test
  void aTraceOfSomethingElseHasNothingInCommon() {
    assertThat(Alignment.of(decode(OF_APALACHE), model("lock")))
        .isEqualTo(new Alignment.NothingInCommon(List.of("place", "taken")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"vars\": [\"big\", \"small\"]|\"vars\": 7|x.itf.json:2: expected a list",
        "\"vars\"|\"variables\"|x.itf.json:1: expected a member \"vars\"",
        "\"big\": 5, ||x.itf.json:5: expected a member \"big\"",
        "\"big\": 5|\"big\": null|x.itf.json:5: expected an expression of ITF",
        "\"big\": 5|\"big\": {\"#set\": 5}|x.itf.json:5: expected a list",
        "\"big\": 5|\"big\": {\"#bigint\": \"five\"}|x.itf.json:5: expected a whole number",
        "\"big\": 5|\"big\": {\"#pair\": []}|x.itf.json:5: expected #bigint, #tup",
      })
  void whatIsNoTraceIsRefusedWithItsLine(String part, String other, String expected) {
    assertThat(OF_APALACHE).contains(part);

    assertThatThrownBy(() -> decode(OF_APALACHE.replace(part, other == null ? "" : other)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith(expected);
  }

  private static ForeignTrace decode(String text) {
    return ForeignTrace.decode(SOURCE, JsonReader.read(SOURCE.file(), text))
        .renamed(Map.of("big", "bigJug", "small", "small jug"));
  }

  private static Model model(String name) {
    return Catalog.load().find(name).configure(Map.of()).model();
  }

  private static Trace found(String text, String model) {
    return ((Alignment.Found) Alignment.of(decode(text), model(model))).trace();
  }

  private static List<String> actions(Trace trace) {
    return trace.steps().stream()
        .map(Trace.Step::action)
        .filter(Objects::nonNull)
        .map(Trace.Action::toString)
        .toList();
  }
}
