package dev.plimsoll.counterexamples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.itf.Expressions;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResemblanceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7 | {\"#bigint\": \"7\"} | true",
        "7 | 8 | false",
        "7 | \"7\" | false",
        "\"pre-vote\" | \"PRE_VOTE\" | true",
        "{\"tag\": \"PreVote\", \"value\": {\"#tup\": []}} | \"PRE_VOTE\" | true",
        "{\"#tup\": [1, 2]} | [1, 2] | true",
        "{\"#map\": [[\"a\", 1], [\"b\", 2]]} | [1, 2] | true",
        "{\"#map\": [[\"a\", 2], [\"b\", 1]]} | [1, 2] | false",
        "{\"#set\": [2, 1]} | {\"#set\": [1, 2]} | true",
        "{\"#set\": [1]} | {\"#set\": [1, 2]} | false",
        "{\"#map\": [[3, 2]]} | {\"tag\": \"Multiset\", \"value\": {\"#map\": [[3, 2]]}} | true",
        "[5, 6] | {\"#map\": [[1, 5], [2, 6]]} | true",
        "{\"#map\": [[2, 6], [1, 5]]} | {\"#map\": [[1, 5], [2, 6]]} | true",
        "{\"b\": 2, \"a\": 1} | {\"a\": 1, \"b\": 2} | true",
        "{\"a\": 1} | {\"a\": 1, \"b\": 2} | false",
        "{\"type\": \"vote\", \"a\": 1} | {\"tag\": \"Vote\", \"value\": {\"a\": 1}} | true",
        "{\"type\": \"append\", \"a\": 1} | {\"tag\": \"Vote\", \"value\": {\"a\": 1}} | false",
        "{\"tag\": \"Vote\", \"value\": 1} | {\"tag\": \"Vote\", \"value\": {\"a\": 1}} | true",
        "{\"#tup\": [1, 2]} | {\"a\": 1, \"b\": 2} | true",
        "{\"#unserializable\": \"Nat\"} | 7 | true",
      })
  void aValueIsLikeOneOfOursOrNot(String theirs, String ours, boolean isAlike) {
    assertThat(Resemblance.isAlike(value(theirs), value(ours))).isEqualTo(isAlike);
  }

  private static Value value(String text) {
    return Expressions.decode(new JsonSource("x"), JsonReader.read("x", text));
  }
}
