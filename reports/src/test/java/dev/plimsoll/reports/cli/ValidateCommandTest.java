package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {

  @TempDir Path folder;

  @Test
  void aTraceThatIsABehaviourHolds() throws IOException {
    var file = write(event("InitState", 0), "{\"tag\":\"other\"}", event("ApplyConfChange", 0));

    var run = CommandLineRun.of("validate", file.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out()).isEqualTo("ok       %s  2 events\n".formatted(file));
  }

  @Test
  void theFirstEventThatCannotBeIsShownWithWhatMightHaveBeen() throws IOException {
    var file = write(event("InitState", 0), event("BecomeFollower", 0));

    var text = CommandLineRun.of("validate", file.toString());
    var json = CommandLineRun.of("validate", "--format", "json", file.toString());

    assertThat(text.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(text.out())
        .startsWith("MISMATCH %s:2\n".formatted(file))
        .contains("because  expected ApplyConfChange")
        .contains("node     StateFollower term=0 vote=0 commit=0 log=0")
        .contains("allowed  ApplyConfChange");
    assertThat(json.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(json.out()).contains("\"outcome\": \"mismatch\"").contains("\"line\": 2");
  }

  @Test
  void whatIsNoTraceIsRefusedWithFileAndLine() throws IOException {
    var negative = write(event("InitState", 0), event("Ready", -1));
    var first = CommandLineRun.of("validate", negative.toString());
    var none = CommandLineRun.of("validate", write("{}").toString());

    assertThat(first.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(first.err()).contains(negative + ":2: expected \"term\" of 0 to");
    assertThat(none.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(none.err()).contains("expected lines with \"tag\": \"trace\"");
  }

  private Path write(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.ndjson"), String.join("\n", lines) + "\n");
  }

  private static String event(String name, int term) {
    return """
    {"tag":"trace","event":{"name":"%s","nid":"1","state":{"term":%d,"vote":"0","commit":0},\
    "role":"StateFollower","log":0,"conf":[[],[]]}}\
    """
        .formatted(name, term);
  }
}
