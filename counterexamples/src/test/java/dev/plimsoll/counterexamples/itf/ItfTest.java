package dev.plimsoll.counterexamples.itf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Counterexamples;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.counterexamples.json.UnreadableException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ItfTest {

  private static final JsonSource SOURCE = new JsonSource("x");

  @Test
  void aCounterexampleComesBackAsItWas() {
    for (var one : List.of(Counterexamples.tooManyPods(), Counterexamples.deadlock())) {
      assertThat(decode(JsonWriter.indented(Itf.encode(one)))).isEqualTo(one);
    }
  }

  @Test
  void aStateSaysWhichRuleLedToItAndWhatChanged() {
    var text = JsonWriter.compact(Itf.encode(Counterexamples.tooManyPods()));

    assertThat(text)
        .contains("\"#meta\": {\"index\": 0}")
        .contains("{\"index\": 1, \"rule\": \"scale\", \"arguments\": [{\"#bigint\": \"1\"}]")
        .contains("\"changed\": [\"created\", \"pods\"]")
        .contains("\"parameters\": {\"most\": 3, \"careful\": false}")
        .contains("\"kind\": \"safety\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"safety\"|\"liveliness\"|one of [safety, deadlock, liveness]",
        "\"vars\"|\"variables\"|a member \"vars\"",
        "\"rule\": \"scale\"|\"ruler\": \"scale\"|a member \"rule\"",
        "\"replicas\": {\"#bigint\": \"1\"}|\"copies\": 1|one of the variables",
        "\"replicas\": {\"#bigint\": \"1\"}, |''|a member \"replicas\"",
        "\"most\": 3|\"most\": []|a number, a truth value or a string",
      })
  void whatIsNoCounterexampleIsRefusedWithItsLine(String part, String other, String expected) {
    var text = JsonWriter.indented(Itf.encode(Counterexamples.tooManyPods()));
    assertThat(text).contains(part);

    assertThatThrownBy(() -> decode(text.replaceFirst(Pattern.quote(part), other)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageMatching("(?s)x:\\d+: expected .*")
        .hasMessageContaining(expected);
  }

  @Test
  void aTraceWithoutStatesIsRefused() {
    assertThatThrownBy(() -> Itf.decodeTrace(SOURCE, members("{\"vars\": [],\n \"states\": []}")))
        .hasMessage("x:2: expected at least one state, but there is a list");
  }

  private static Members members(String text) {
    return SOURCE.members(JsonReader.read("x", text));
  }

  private static Counterexample decode(String text) {
    return Itf.decode(SOURCE, JsonReader.read("x", text));
  }
}
