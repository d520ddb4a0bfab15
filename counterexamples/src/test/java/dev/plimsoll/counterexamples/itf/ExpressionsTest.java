package dev.plimsoll.counterexamples.itf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.counterexamples.json.UnreadableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionsTest {

  @Property(tries = 500)
  void everyValueComesBackAsItWas(@ForAll("values") Value value) {
    var text = JsonWriter.indented(Expressions.encode(value));

    assertThat(decode(text)).isEqualTo(value);
  }

  @Provide
  Arbitrary<Value> values() {
    return values(3);
  }

  private static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> leaves =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Value.Int::new),
            Arbitraries.of(true, false).map(Value.Bool::new),
            Arbitraries.strings().ofMaxLength(3).map(Value.Text::new),
            Arbitraries.strings().ofMaxLength(3).map(Value.Opaque::new));
    if (depth == 0) {
      return leaves;
    }
    var inner = values(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        inner.list().ofMaxSize(3).map(Value.Sequence::new),
        inner.list().ofMaxSize(3).map(Value.Collected::new),
        inner.map(value -> new Value.Collected(List.of(value, value))),
        Arbitraries.maps(inner, inner)
            .ofMaxSize(3)
            .map(map -> new Value.Mapping(List.copyOf(map.entrySet()))),
        records(inner));
  }

  private static Arbitrary<Value> records(Arbitrary<Value> inner) {
    var names = Arbitraries.of("tag", "value", "term", "log");
    var tags = Arbitraries.of("", "Vote", "Multiset", "Append");
    return Arbitraries.maps(names, inner)
        .ofMaxSize(3)
        .flatMap(fields -> tags.map(tag -> new Value.Fields(tag, new LinkedHashMap<>(fields))));
  }

  @Test
  void theFormsAreThoseOfTheFormat() {
    var message = new Value.Fields("Vote", new LinkedHashMap<>(Map.of("term", new Value.Int(2))));
    assertThat(JsonWriter.compact(Expressions.encode(message)))
        .isEqualTo("{\"tag\": \"Vote\", \"value\": {\"term\": {\"#bigint\": \"2\"}}}");

    var set = new Value.Collected(List.of(new Value.Text("b"), new Value.Text("a")));
    assertThat(JsonWriter.compact(Expressions.encode(set))).isEqualTo("{\"#set\": [\"a\", \"b\"]}");
  }

  @Test
  void whatOtherToolsWriteIsReadToo() {
    assertThat(decode("7")).isEqualTo(new Value.Int(7));
    assertThat(decode("{\"#tup\": [1, 2]}"))
        .isEqualTo(new Value.Sequence(List.of(new Value.Int(1), new Value.Int(2))));
    assertThat(decode("{\"tag\": \"None\", \"value\": {\"#tup\": []}}"))
        .isEqualTo(new Value.Fields("None", new LinkedHashMap<>()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "null|an expression of ITF",
        "1.5|a whole number",
        "{\"#bigint\": \"7x\"}|a whole number",
        "{\"#bigint\": \"9223372036854775808\"}|64 bits",
        "{\"#set\": [1, 1]}|each element of a set once",
        "{\"#map\": [[1, 2], [1, 3]]}|each key of a map once",
        "{\"#map\": [[1, 2, 3]]}|a list of two",
        "{\"#set\": {}}|a list",
        "{\"#unknown\": 1}|#bigint, #tup, #set, #map or #unserializable",
        "{\"a\": 1, \"#b\": 2}|a field",
        "{\"tag\": \"Multiset\", \"value\": {\"#map\": [[1, 0]]}}|how many",
      })
  void whatIsNoExpressionIsRefusedWithWhatWasExpected(String text, String expected) {
    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("x:1: expected ")
        .hasMessageContaining(expected);
  }

  @Test
  void aSmallFileThatStandsForTooMuchIsRefused() {
    var bomb = "1";
    for (var i = 0; i < 30; i++) {
      bomb = "{\"tag\":\"Multiset\",\"value\":{\"#map\":[[" + bomb + ",1000]]}}";
    }
    var text = bomb;
    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("at most");
  }

  private static Value decode(String text) {
    return Expressions.decode(new JsonSource("x"), JsonReader.read("x", text));
  }
}
