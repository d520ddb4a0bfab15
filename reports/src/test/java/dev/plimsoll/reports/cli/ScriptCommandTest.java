package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptCommandTest {

  @TempDir Path folder;

  @Test
  void allScriptsOfAFolderAreRun() throws IOException {
    write("below/b.txt", "ok");
    write("a.txt", "ok");
    write("notes.md", "not a script");

    var run = CommandLineRun.of("script", folder.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.HOLDS);
    assertThat(run.out())
        .isEqualTo(
            "ok       %s  2 commands\nok       %s  2 commands\n"
                .formatted(folder.resolve("a.txt"), folder.resolve("below/b.txt")));
  }

  @Test
  void aDifferenceIsShownWithItsCommandAndLine() throws IOException {
    var file = write("a.txt", "1: StateLeader");

    var run = CommandLineRun.of("script", file.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(run.out())
        .isEqualTo(
            """
            DIFFERS  %s:7
              command   raft-state
              expected  1: StateLeader
              got       ok
            """
                .formatted(file));
  }

  @Test
  void oneDocumentOfJsonHoldsAllScripts() throws IOException {
    var good = write("good.txt", "ok");
    var bad = write("bad.txt", "nothing");

    var run = CommandLineRun.of("script", "--format", "json", good.toString(), bad.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.VIOLATED);
    assertThat(run.out())
        .contains("\"outcome\": \"as-expected\"")
        .contains("\"line\": 7")
        .contains("\"expected\": \"nothing\"")
        .contains("\"got\": \"ok\"");
  }

  @Test
  void whatIsNoScriptIsRefusedWithFileAndLine() throws IOException {
    var file = write("a.txt", "ok\n\nraft-log 1");
    var empty = Files.createDirectory(folder.resolve("empty"));

    var unreadable = CommandLineRun.of("script", file.toString());
    var nothing = CommandLineRun.of("script", empty.toString());

    assertThat(unreadable.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(unreadable.err()).contains(file + ":9: expected a line ---- after \"raft-log 1\"");
    assertThat(nothing.status()).isEqualTo(ExitStatus.UNREADABLE);
    assertThat(nothing.err()).contains(empty + ": expected scripts, *.txt, in this folder");
  }

  private Path write(String name, String expected) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        """
        log-level info
        ----
        ok

        raft-state
        ----
        %s
        """
            .formatted(expected));
  }
}
