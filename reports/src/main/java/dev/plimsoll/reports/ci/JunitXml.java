package dev.plimsoll.reports.ci;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Suites as JUnit XML: a test suite for each run, a test case for each claim, the trace as the
/// text of its failure. A claim that was not decided is skipped; a model that threw is an error.
public final class JunitXml {

  private final StringBuilder xml = new StringBuilder();

  private JunitXml() {}

  /// The document.
  public static String write(List<Suite> suites) {
    var writer = new JunitXml();
    writer.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writer.addLine(
        "<testsuites name=\"plimsoll\"%s time=\"%s\">"
            .formatted(
                counts(suites.stream().flatMap(suite -> suite.cases().stream()).toList()),
                seconds(
                    suites.stream().map(Suite::elapsed).reduce(Duration.ZERO, Duration::plus))));
    suites.forEach(writer::add);
    writer.addLine("</testsuites>");
    return writer.xml.toString();
  }

  private void add(Suite suite) {
    addLine(
        "  <testsuite name=\"%s\"%s time=\"%s\">"
            .formatted(escaped(suite.name()), counts(suite.cases()), seconds(suite.elapsed())));
    addLine("    <properties>");
    addProperty("command", suite.command());
    addProperty("parameters", suite.subject());
    addProperty("seen", suite.extent());
    if (suite.stopped() != null) {
      addProperty("stopped", suite.stopped());
    }
    addLine("    </properties>");
    suite.cases().forEach(each -> add(suite, each));
    addLine("  </testsuite>");
  }

  private void addProperty(String name, String value) {
    addLine("      <property name=\"%s\" value=\"%s\"/>".formatted(name, escaped(value)));
  }

  private void add(Suite suite, Case each) {
    var start =
        "    <testcase name=\"%s\" classname=\"%s\" time=\"0.000\""
            .formatted(
                escaped(each.kind() + ": " + each.name()), escaped(suite.name().replace('/', '.')));
    switch (each.verdict()) {
      case PASSED, VACUOUS, WARNED -> addLine("%s/>".formatted(start));
      case OPEN -> {
        addLine("%s>".formatted(start));
        addLine("      <skipped message=\"%s\"/>".formatted(escaped(each.message())));
        addLine("    </testcase>");
      }
      case NEVER_SEEN, VIOLATED -> addFailure(start, "failure", each);
      case BROKEN -> addFailure(start, "error", each);
    }
  }

  private void addFailure(String start, String element, Case each) {
    addLine("%s>".formatted(start));
    addLine(
        "      <%s message=\"%s\" type=\"%s\">%s</%s>"
            .formatted(
                element,
                escaped(each.message()),
                escaped(each.rule().id()),
                escaped(String.join("\n", each.details())).replace("&#10;", "\n"),
                element));
    addLine("    </testcase>");
  }

  private void addLine(String line) {
    xml.append(line).append('\n');
  }

  private static String counts(List<Case> cases) {
    return " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\""
        .formatted(
            cases.size(),
            cases.stream()
                .filter(each -> each.verdict().isFailure())
                .filter(each -> each.verdict() != Case.Verdict.BROKEN)
                .count(),
            cases.stream().filter(each -> each.verdict() == Case.Verdict.BROKEN).count(),
            cases.stream().filter(each -> each.verdict() == Case.Verdict.OPEN).count());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
  }

  /// Text for an attribute or an element. What XML 1.0 cannot hold is written as U+FFFD.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(isCharacter(point) ? point : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /// XML 1.0, production 2, `Char`, without white space.
  private static boolean isCharacter(int point) {
    return (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
