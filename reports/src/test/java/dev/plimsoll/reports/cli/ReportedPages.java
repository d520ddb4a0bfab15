package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The pages that `report` makes of the runs that were kept.
final class ReportedPages {

  /// Deletes the page of a run, and expects `report` to make the same again, with an index that
  /// leads to it.
  ///
  /// @param folder where runs are kept
  /// @param name of the page's file
  static void assertMadeAgain(Path folder, String name) throws IOException {
    var page = folder.resolve("reports").resolve(name);
    var before = Files.readString(page);
    Files.delete(page);

    var run = CommandLineRun.of("report", "--out", folder.toString());

    var index = folder.resolve("reports/index.html");
    assertThat(run)
        .isEqualTo(
            new CommandLineRun(0, "report    %s\nindex     %s\n".formatted(page, index), ""));
    assertThat(index).content().contains("href=\"%s\"".formatted(name));
    assertThat(page).hasContent(before);
  }

  private ReportedPages() {}
}
