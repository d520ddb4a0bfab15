package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.Version;
import dev.plimsoll.counterexamples.corpus.Corpus;
import dev.plimsoll.reports.html.HtmlReport;
import dev.plimsoll.reports.html.network.PacketPage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether a page is written beside the answer, and where.
final class PageOption extends Streams {

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page to this file, too: the ways of packets drawn through the chains. It needs"
              + " no network.")
  private @Nullable Path file;

  /// Makes a page that says by which command it was made, and by which version.
  interface Maker {
    PacketPage make(String command, String version);
  }

  /// Whether one was asked for.
  boolean isWanted() {
    return file != null;
  }

  /// Writes the page, as a whole or not at all, if one was asked for.
  ///
  /// @return a line that says where it is; none where no page was asked for
  List<String> write(Maker maker) {
    if (file == null) {
      return List.of();
    }
    try {
      Corpus.replace(file, HtmlReport.render(maker.make(command(), Version.current())));
    } catch (IOException e) {
      throw new UsageException("cannot write %s: %s".formatted(file, reason(e)));
    }
    return List.of("report    " + file);
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.getClass().getSimpleName();
  }
}
