package dev.plimsoll.reports.html.text;

import dev.plimsoll.checker.value.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The text of a value, cut where it would be too long for a page.
///
/// It is the text of `Value.toString` for values that fit; of a greater one only the part
/// that is shown is ever built.
public final class Excerpt {

  /// The most nested brackets that are opened.
  private static final int NESTING = 16;

  private final StringBuilder text = new StringBuilder();
  private final int limit;

  private Excerpt(int limit) {
    this.limit = limit;
  }

  /// The text of the value, of at most `limit` characters and the sign that there is more.
  public static String of(Value value, int limit) {
    var excerpt = new Excerpt(limit);
    excerpt.write(value, 0);
    return of(excerpt.text.toString(), limit);
  }

  /// The text, of at most `limit` characters and the sign that there is more.
  public static String of(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end) + " … more";
  }

  private void write(Value value, int depth) {
    if (text.length() > limit) {
      return;
    }
    if (depth > NESTING) {
      text.append("…");
      return;
    }
    switch (value) {
      case Value.Sequence(var elements) -> writeAll(elements, "[", "]", depth);
      case Value.Collected(var elements) -> writeAll(elements, "{", "}", depth);
      case Value.Mapping(var entries) -> {
        text.append("{");
        writeEntries(entries.iterator(), depth);
        text.append("}");
      }
      case Value.Fields(var tag, var fields) -> {
        text.append(tag);
        if (tag.isEmpty() || !fields.isEmpty()) {
          text.append("(");
          writeNamed(fields, depth);
          text.append(")");
        }
      }
      case Value.Bool(var truth) -> text.append(truth);
      case Value.Int(var number) -> text.append(number);
      case Value.Text(var word) -> text.append(word, 0, Math.min(word.length(), limit + 1));
      case Value.Opaque(var other) -> text.append(other, 0, Math.min(other.length(), limit + 1));
    }
  }

  private void writeAll(List<Value> elements, String open, String close, int depth) {
    text.append(open);
    for (var i = 0; i < elements.size() && text.length() <= limit; i++) {
      text.append(i == 0 ? "" : ", ");
      write(elements.get(i), depth + 1);
    }
    text.append(close);
  }

  private void writeEntries(Iterator<Map.Entry<Value, Value>> entries, int depth) {
    while (entries.hasNext() && text.length() <= limit) {
      var entry = entries.next();
      write(entry.getKey(), depth + 1);
      text.append(": ");
      write(entry.getValue(), depth + 1);
      text.append(entries.hasNext() ? ", " : "");
    }
  }

  private void writeNamed(Map<String, Value> fields, int depth) {
    var entries = fields.entrySet().iterator();
    while (entries.hasNext() && text.length() <= limit) {
      var entry = entries.next();
      text.append(entry.getKey()).append(": ");
      write(entry.getValue(), depth + 1);
      text.append(entries.hasNext() ? ", " : "");
    }
  }
}
