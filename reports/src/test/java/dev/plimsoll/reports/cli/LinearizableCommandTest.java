package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.ci.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinearizableCommandTest {

  private static final String PUT_A = put(1, "k", "a", 10, 12);
  private static final String PUT_B = put(2, "k", "b", 13, 14);
  private static final String GET_A =
      """
      {"client":3,"op":"get","key":"k","call":15,"ret":19,"status":"ok","out":"a",\
      "serializable":true}\
      """;
  private static final String OTHER = put(3, "j", "c", 16, 18);

  @TempDir Path folder;

  @Test
  void aHistoryThatIsLinearizableHolds() throws IOException {
    var file = write(PUT_A, GET_A, OTHER);

    var run = CommandLineRun.of("linearizable", file.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out())
        .isEqualTo(
            """
            %s
              j  1 operations: linearizable
              k  2 operations: linearizable
              no revisions are recorded
            """
                .formatted(file));
  }

  @Test
  void theSmallestPartThatIsNotIsShownAndIsAHistoryThatIsNot() throws IOException {
    var file = write(OTHER, PUT_A, PUT_B, GET_A);
    var smallest = folder.resolve("smallest.ndjson");

    var run = CommandLineRun.of("linearizable", "--smallest", smallest.toString(), file.toString());
    var again = CommandLineRun.of("linearizable", smallest.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(run.out())
        .isEqualTo(
            """
            %s
              j  1 operations: linearizable
              k  3 operations: NOT linearizable
                The smallest part that is not:
                called   returned   client   operation              answer    rev   at
                     0          2   1        put k "a"              written         line 2
                     3          4   2        put k "b"              written         line 3
                     5          9   3        get k (serializable)   "a"             line 4
                The longest order: put k "a" -> written; put k "b" -> written; \
            then none of the others fits.
              no revisions are recorded
            """
                .formatted(file));
    assertThat(again.status()).isEqualTo(ExitStatus.VIOLATED);
    var json = CommandLineRun.of("linearizable", "--format", "json", file.toString()).out();
    assertThat(json).contains("\"not-linearizable\"");
    assertThat(Schemas.errors("linearizable", json)).isEmpty();
    assertThat(Files.readAllLines(smallest)).hasSize(3);
  }

  @Test
  void aSerializableReadMayBeAllowedToBeStale() throws IOException {
    var file = write(PUT_A, PUT_B, GET_A);

    var run = CommandLineRun.of("linearizable", "--allow-stale", file.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.HOLDS);
  }

  @Test
  void revisionsThatDisagreeWithRealTimeAreShown() throws IOException {
    var later = PUT_A.replace("}", ",\"rev\":7}");
    var earlier = OTHER.replace("}", ",\"rev\":6}");
    var file = write(later, earlier);

    var text = CommandLineRun.of("linearizable", file.toString());
    var json = CommandLineRun.of("linearizable", "--format", "json", file.toString());

    assertThat(text.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(text.out())
        .contains(
            "revisions DISAGREE with real time: made 7 at %s:1, but later made 6 at %s:2"
                .formatted(file, file));
    assertThat(json.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(Schemas.errors("linearizable", json.out())).isEmpty();
    assertThat(json.out()).contains("\"disagreement\"").contains("\"verdict\": \"linearizable\"");
  }

  @Test
  void theTimeLimitEndsIt() throws IOException {
    var run = CommandLineRun.of("linearizable", "--time-limit", "0s", write(PUT_A).toString());

    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
    assertThat(run.out()).contains("the time limit was hit first");
  }

  @Test
  void mistakesAreToldWithWhatWasExpected() throws IOException {
    var file = write(PUT_A, "{\"client\":1,\"op\":\"incr\"}").toString();
    var unreadable = CommandLineRun.of("linearizable", file);
    var two = CommandLineRun.of("linearizable", "--smallest", "x", file, file);

    assertThat(unreadable.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(unreadable.err()).contains(file + ":2: expected get, put, delete, cas or txn");
    assertThat(two.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(two.err()).contains("--smallest expects one history, but there are 2");
  }

  private static String put(int client, String key, String value, int called, int returned) {
    return """
    {"client":%d,"op":"put","key":"%s","value":"%s","call":%d,"ret":%d,"status":"ok"}\
    """
        .formatted(client, key, value, called, returned);
  }

  private Path write(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.ndjson"), String.join("\n", lines) + "\n");
  }
}
