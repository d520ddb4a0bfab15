package dev.plimsoll.reports.html.text;

import dev.plimsoll.checker.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The text of a value, cut where it would be too long for a page.
///
/// It is the text of `Value.toString` for values that fit; of a greater one only the part
/// that is shown is ever built.
public final class Excerpt {

  /// The most nested brackets that are opened.
  private static final int NESTING = 16;

  private static final String MORE = " … more";

  private final List<Phrase> phrases = new ArrayList<>();
  private final int limit;
  private int length;

  private Excerpt(int limit) {
    this.limit = limit;
  }

  /// The text of the value, of at most `limit` characters and the sign that there is more.
  public static String of(Value value, int limit) {
    var excerpt = new Excerpt(limit);
    excerpt.write(value, 0);
    return of(excerpt.phrases.stream().map(Phrase::text).collect(Collectors.joining()), limit);
  }

  /// The text, of at most `limit` characters and the sign that there is more.
  public static String of(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end) + MORE;
  }

  /// The text for a drawing, where `…` alone is the sign that there is more.
  public static String brief(String text, int limit) {
    return text.length() <= limit ? text : of(text, limit).replace(MORE, "…");
  }

  /// The same text in pieces, neighbours of one kind as one.
  public static List<Phrase> phrases(Value value, int limit) {
    var excerpt = new Excerpt(limit);
    excerpt.write(value, 0);
    var joined = new ArrayList<Phrase>();
    var room = limit;
    for (var phrase : excerpt.phrases) {
      var text = phrase.text().length() <= room ? phrase.text() : of(phrase.text(), room);
      if (!joined.isEmpty() && joined.getLast().quiet() == phrase.quiet()) {
        joined.add(new Phrase(joined.removeLast().text() + text, phrase.quiet()));
      } else {
        joined.add(new Phrase(text, phrase.quiet()));
      }
      room -= phrase.text().length();
      if (room <= 0) {
        break;
      }
    }
    return List.copyOf(joined);
  }

  private void quiet(String text) {
    add(new Phrase(text, true));
  }

  private void loud(String text) {
    add(new Phrase(text.substring(0, Math.min(text.length(), limit + 1)), false));
  }

  private void add(Phrase phrase) {
    if (!phrase.text().isEmpty()) {
      phrases.add(phrase);
      length += phrase.text().length();
    }
  }

  private void write(Value value, int depth) {
    if (length > limit) {
      return;
    }
    if (depth > NESTING) {
      quiet("…");
      return;
    }
    switch (value) {
      case Value.Sequence(var elements) -> writeAll(elements, "[", "]", depth);
      case Value.Collected(var elements) -> writeAll(elements, "{", "}", depth);
      case Value.Mapping(var entries) -> {
        quiet("{");
        writeEntries(entries.iterator(), depth);
        quiet("}");
      }
      case Value.Fields(var tag, var fields) -> {
        loud(tag);
        if (tag.isEmpty() || !fields.isEmpty()) {
          quiet("(");
          writeNamed(fields, depth);
          quiet(")");
        }
      }
      case Value.Bool(var truth) when !truth -> quiet("false");
      case Value.Bool _ -> loud("true");
      case Value.Int(var number) -> loud(Long.toString(number));
      case Value.Text(var word) -> loud(word);
      case Value.Opaque(var other) -> loud(other);
    }
  }

  private void writeAll(List<Value> elements, String open, String close, int depth) {
    quiet(open);
    for (var i = 0; i < elements.size() && length <= limit; i++) {
      quiet(i == 0 ? "" : ", ");
      write(elements.get(i), depth + 1);
    }
    quiet(close);
  }

  private void writeEntries(Iterator<Map.Entry<Value, Value>> entries, int depth) {
    while (entries.hasNext() && length <= limit) {
      var entry = entries.next();
      write(entry.getKey(), depth + 1);
      quiet(": ");
      write(entry.getValue(), depth + 1);
      quiet(entries.hasNext() ? ", " : "");
    }
  }

  private void writeNamed(Map<String, Value> fields, int depth) {
    var entries = fields.entrySet().iterator();
    while (entries.hasNext() && length <= limit) {
      var entry = entries.next();
      quiet(entry.getKey() + ": ");
      write(entry.getValue(), depth + 1);
      quiet(entries.hasNext() ? ", " : "");
    }
  }
}
