package dev.plimsoll.reports.ci;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is told to GitHub where a workflow of it runs the command: an annotation for each failure
/// and then for each warning, on standard error, and the summary of the step.
///
/// The runner looks for its commands in what is written to either stream; standard output is left
/// to the answer. Follows "Workflow commands for GitHub Actions": `::error`, `GITHUB_STEP_SUMMARY`.
///
/// @param environment of the process
/// @param err standard error
public record GitHub(Map<String, String> environment, PrintWriter err) {

  /// GitHub shows no more errors of one step than these, nor warnings.
  public static final int MOST_ANNOTATIONS = 10;

  /// GitHub refuses a longer summary of a step.
  private static final int MOST_BYTES = 1 << 20;

  /// Tells of what failed, if this is a workflow of GitHub.
  public void tell(List<Suite> suites) {
    if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
      return;
    }
    annotations(suites).forEach(err::println);
    var summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
    if (!summary.isEmpty()) {
      append(Markdown.write(suites), Path.of(summary));
    }
    err.flush();
  }

  private void append(String text, Path file) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      err.println("plimsoll: the summary is too long for GitHub, and left out");
      return;
    }
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      err.println("plimsoll: cannot write GITHUB_STEP_SUMMARY: " + e);
    }
  }

  /// The annotations; of a level of which there are too many, the last one tells of more.
  public static List<String> annotations(List<Suite> suites) {
    var failures =
        suites.stream()
            .flatMap(suite -> suite.failures().stream())
            .map(each -> annotation("error", each))
            .toList();
    var warnings =
        suites.stream()
            .flatMap(suite -> suite.cases().stream())
            .filter(each -> each.verdict() == Case.Verdict.WARNED)
            .map(each -> annotation("warning", each))
            .toList();
    var shown = new ArrayList<>(first("error", failures));
    shown.addAll(first("warning", warnings));
    return shown;
  }

  private static List<String> first(String level, List<String> annotations) {
    if (annotations.size() <= MOST_ANNOTATIONS) {
      return annotations;
    }
    var shown = new ArrayList<>(annotations.subList(0, MOST_ANNOTATIONS - 1));
    shown.add(
        "::%s title=plimsoll::and %d more".formatted(level, annotations.size() - shown.size()));
    return shown;
  }

  private static String annotation(String level, Case each) {
    var place = each.place();
    var where =
        place == null ? "" : "file=%s,line=%d,".formatted(property(place.file()), place.line());
    var lines = new ArrayList<>(List.of(each.message()));
    lines.addAll(each.details());
    return "::%s %stitle=%s::%s"
        .formatted(level, where, property(each.rule().id()), data(String.join("\n", lines)));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
