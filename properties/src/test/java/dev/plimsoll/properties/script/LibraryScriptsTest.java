package dev.plimsoll.properties.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripts of the library's own tests, and random ones whose output was recorded from it.
class LibraryScriptsTest {

  @ParameterizedTest
  @CsvSource({
    "quorum-testdata, 2",
    "confchange-testdata, 5",
    "raft-testdata, 17",
    "generated-interaction, 74"
  })
  void everyOutputIsTheLibrarys(String folder, int atLeast) {
    var scripts = scripts(folder);

    assertThat(scripts).hasSizeGreaterThanOrEqualTo(atLeast);
    for (var file : scripts) {
      var difference = Script.parse(SharedFolder.text(file)).run();
      assertThat(difference).as(file.toString()).isEmpty();
    }
  }

  /// Whatever the script expects, what comes does not depend on it.
  @Test
  void aScriptThatExpectsSomethingElseDiffersWhereItDoes() {
    var file = scripts("raft-testdata").getFirst();
    var lines = SharedFolder.text(file).lines().toList();
    var last = lines.size() - 1;
    while (lines.get(last).isBlank() || lines.get(last).equals("----")) {
      last--;
    }
    var changed =
        Stream.concat(lines.stream().limit(last), Stream.of(lines.get(last) + "!"))
            .reduce("", (text, line) -> text + line + "\n");

    var difference = Script.parse(changed).run().orElseThrow();

    assertThat(difference.line()).isEqualTo(last + 1);
    assertThat(difference.expectedLine()).contains(lines.get(last) + "!");
    assertThat(difference.gotLine()).contains(lines.get(last));
  }

  private static List<Path> scripts(String folder) {
    return SharedFolder.files(
        SharedFolder.fixtures("etcd-raft").resolve(folder), name -> name.endsWith(".txt"));
  }
}
