package dev.plimsoll.counterexamples.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {

  @Property(tries = 300)
  void whatIsWrittenReadsAsTheSame(@ForAll("trees") Json json) {
    var compact = JsonWriter.compact(json);
    var again = JsonReader.read("compact", compact);

    assertThat(JsonWriter.compact(again)).isEqualTo(compact).doesNotContain("\n");
    assertThat(JsonWriter.compact(JsonReader.read("indented", JsonWriter.indented(json))))
        .isEqualTo(compact);
  }

  @Provide
  Arbitrary<Json> trees() {
    return trees(3);
  }

  private static Arbitrary<Json> trees(int depth) {
    var leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().map(Json::text),
            Arbitraries.longs().map(Json::number),
            Arbitraries.of(true, false).map(Json::bool),
            Arbitraries.of(new Json.Null(0)));
    if (depth == 0) {
      return leaves;
    }
    var inner = trees(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        inner.list().ofMaxSize(6).map(list -> new Json.Elements(list, 0)),
        Arbitraries.maps(Arbitraries.strings(), inner).ofMaxSize(6).map(JsonWriterTest::object));
  }

  private static Json object(Map<String, Json> members) {
    var object = Json.object();
    members.forEach(object::with);
    return object.build();
  }

  @Test
  void halfASurrogatePairIsWrittenAsANumber() {
    assertThat(JsonWriter.compact(Json.text("a\ud800b\udc00😀\u0001")))
        .isEqualTo("\"a\\ud800b\\udc00😀\\u0001\"");
  }

  @Test
  void whatFitsALineIsOnOneAndTheRestIsIndented() {
    var words = new ArrayList<String>();
    for (var i = 0; i < 20; i++) {
      words.add("word" + i);
    }
    var json =
        Json.object()
            .with("short", Json.list(List.of("a", "b"), Json::text))
            .with("long", Json.list(words, Json::text))
            .build();

    assertThat(JsonWriter.indented(json).lines())
        .startsWith("{", "  \"short\": [\"a\", \"b\"],", "  \"long\": [", "    \"word0\",")
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }
}
