package dev.plimsoll.properties.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the directives of a script; datadriven's `testDataReader`.
///
/// Lines that begin with `#` and empty lines before a command are skipped; a command that ends with
/// `\` goes on in the next line. What is expected ends at an empty line, or, if it begins with a
/// second `----`, at two lines `----`.
final class ScriptReader {

  private static final String SEPARATOR = "----";

  private static final Pattern ARGUMENT =
      Pattern.compile("\\s*([^\\s=]+)(?:=(\\([^)]*\\)|\\S*))?(?=\\s|$)");

  private final List<String> lines;
  private int next;

  private ScriptReader(String text) {
    lines = text.lines().toList();
  }

  static List<Directive> read(String text) {
    var reader = new ScriptReader(text);
    var directives = new ArrayList<Directive>();
    while (reader.skipToCommand()) {
      directives.add(reader.directive());
    }
    return List.copyOf(directives);
  }

  private boolean skipToCommand() {
    while (next < lines.size() && (lines.get(next).isBlank() || lines.get(next).startsWith("#"))) {
      next++;
    }
    return next < lines.size();
  }

  private Directive directive() {
    var line = next + 1;
    var text = command();
    var words = arguments(line, text);
    var input = new ArrayList<String>();
    while (next < lines.size() && !lines.get(next).equals(SEPARATOR)) {
      input.add(lines.get(next++));
    }
    if (next == lines.size()) {
      throw new ScriptException(line, "expected a line ---- after \"%s\"".formatted(text));
    }
    next++;
    var twice = next < lines.size() && lines.get(next).equals(SEPARATOR);
    next += twice ? 1 : 0;
    var expectedAt = next + 1;
    return new Directive(
        line,
        text,
        words.getFirst().key(),
        words.subList(1, words.size()),
        String.join("\n", input).strip(),
        twice ? expectedWithEmptyLines(line) : expected(),
        expectedAt);
  }

  private String command() {
    var text = new StringBuilder(lines.get(next++).strip());
    while (text.toString().endsWith("\\") && next < lines.size()) {
      text.setLength(text.length() - 1);
      text.append(lines.get(next++).strip());
    }
    return text.toString();
  }

  private String expected() {
    var expected = new StringBuilder();
    while (next < lines.size() && !lines.get(next).isBlank()) {
      expected.append(lines.get(next++)).append('\n');
    }
    return expected.toString();
  }

  private String expectedWithEmptyLines(int line) {
    var expected = new StringBuilder();
    while (!atEnd(line)) {
      expected.append(lines.get(next++)).append('\n');
    }
    next += 2;
    return expected.toString();
  }

  private boolean atEnd(int line) {
    if (next + 1 >= lines.size()) {
      throw new ScriptException(line, "expected two lines ---- after what is expected");
    }
    return lines.get(next).equals(SEPARATOR) && lines.get(next + 1).equals(SEPARATOR);
  }

  private static List<Argument> arguments(int line, String text) {
    var arguments = new ArrayList<Argument>();
    var matcher = ARGUMENT.matcher(text);
    var end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new ScriptException(
            line,
            "expected KEY, KEY=VALUE or KEY=(VALUE, ...) at \"%s\""
                .formatted(text.substring(end).strip()));
      }
      arguments.add(new Argument(matcher.group(1), values(matcher.group(2))));
      end = matcher.end();
    }
    return arguments;
  }

  private static List<String> values(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return List.of(text);
    }
    var inside = text.substring(1, text.length() - 1);
    return inside.isBlank()
        ? List.of()
        : Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
  }
}
