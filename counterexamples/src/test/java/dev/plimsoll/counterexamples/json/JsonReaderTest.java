package dev.plimsoll.counterexamples.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonReaderTest {

  @TempDir Path folder;

  @Test
  void everyValueKnowsItsLine() {
    var source = new JsonSource("x");
    var json = source.members(JsonReader.read("x", "{\n \"a\":\n 1,\n \"b\": [true,\nnull]}"));

    assertThat(json.line()).isEqualTo(1);
    assertThat(source.required(json, "a").line()).isEqualTo(3);
    assertThat(source.elements(source.required(json, "b")))
        .containsExactly(new Json.Bool(true, 4), new Json.Null(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|1",
        "{|1",
        "[1,]|1",
        "[1] 2|1",
        "~[\n1,\n x]~|3",
        "~{\"a\":1,\n\"a\":2}~|2",
        "NaN|1",
        "\"a|1",
        "[1}|1",
        "01|1"
      })
  void whatIsNotJsonIsRefusedWithItsLine(String text, int line) {
    assertThatThrownBy(() -> JsonReader.read("x.json", text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith("x.json:" + line + ": expected ");
  }

  @Test
  void deepNestingIsRefusedAndOverflowsNothing() {
    assertThatThrownBy(() -> JsonReader.read("x", "[".repeat(1_000_000)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void aLongNumberIsRefused() {
    assertThatThrownBy(() -> JsonReader.read("x", "1".repeat(1_000)))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> new JsonSource("x").whole(JsonReader.read("x", "1e999999999")))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void aFileThatIsMissingOrNoTextIsNamed() throws IOException {
    var file = folder.resolve("x.json");
    assertThatThrownBy(() -> JsonReader.read(file)).hasMessage(file + ": there is no such file");

    Files.write(file, new byte[] {'"', (byte) 0xff, '"'});
    assertThatThrownBy(() -> JsonReader.read(file)).hasMessage(file + ": expected text in UTF-8");
    assertThatThrownBy(() -> JsonReader.read(folder)).isInstanceOf(UnreadableException.class);
  }
}
