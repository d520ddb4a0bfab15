package dev.plimsoll.counterexamples.json;

/// Writes JSON.
///
/// The layout is made for reading and for `diff`: an object or list that fits on one line stays on
/// one line; a longer one has a line for each member or element, indented by two.
///
/// No library: these few lines are on the path of every run, and loading a generator takes longer
/// than writing the file.
public final class JsonWriter {

  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  private JsonWriter() {}

  /// The value on one line, without an end of line.
  public static String compact(Json json) {
    var writer = new JsonWriter();
    writer.write(json);
    return writer.text.toString();
  }

  /// The value on as many lines as are good to read, with an end of line.
  public static String indented(Json json) {
    var writer = new JsonWriter();
    writer.write(json, "", 0);
    return writer.text.append('\n').toString();
  }

  /// Writes on several lines where one is too short.
  ///
  /// @param used the columns before and after the value that are taken on its line
  private void write(Json json, String margin, int used) {
    var fits = left(json, WIDTH - margin.length() - used) >= 0;
    var inner = margin + "  ";
    switch (json) {
      case Json.Members(var members, _) when !fits && !members.isEmpty() -> {
        var separator = "{\n";
        for (var member : members.entrySet()) {
          text.append(separator).append(inner);
          quote(member.getKey());
          text.append(": ");
          write(member.getValue(), inner, member.getKey().length() + 5);
          separator = ",\n";
        }
        text.append('\n').append(margin).append('}');
      }
      case Json.Elements(var elements, _) when !fits && !elements.isEmpty() -> {
        var separator = "[\n";
        for (var element : elements) {
          text.append(separator).append(inner);
          write(element, inner, 1);
          separator = ",\n";
        }
        text.append('\n').append(margin).append(']');
      }
      case Json.Members _, Json.Elements _, Json.Text _, Json.Numeral _, Json.Bool _, Json.Null _ ->
          write(json);
    }
  }

  /// What is left of the columns after the value, roughly; negative where it does not fit. Stops at
  /// the first thing too many, so that a large tree is not walked again on every level.
  private static int left(Json json, int columns) {
    return switch (json) {
      case Json.Members(var members, _) -> {
        var left = columns - 2;
        var rest = members.entrySet().iterator();
        while (left >= 0 && rest.hasNext()) {
          var member = rest.next();
          left = left(member.getValue(), left - member.getKey().length() - 6);
        }
        yield left;
      }
      case Json.Elements(var elements, _) -> {
        var left = columns - 2;
        var rest = elements.iterator();
        while (left >= 0 && rest.hasNext()) {
          left = left(rest.next(), left - 2);
        }
        yield left;
      }
      case Json.Text(var value, _) -> columns - value.length() - 2;
      case Json.Numeral(var value, _) -> columns - value.toString().length();
      case Json.Bool _, Json.Null _ -> columns - 5;
    };
  }

  private void write(Json json) {
    switch (json) {
      case Json.Members(var members, _) -> {
        var separator = "{";
        for (var member : members.entrySet()) {
          text.append(separator);
          quote(member.getKey());
          text.append(": ");
          write(member.getValue());
          separator = ", ";
        }
        text.append(members.isEmpty() ? "{}" : "}");
      }
      case Json.Elements(var elements, _) -> {
        var separator = "[";
        for (var element : elements) {
          text.append(separator);
          write(element);
          separator = ", ";
        }
        text.append(elements.isEmpty() ? "[]" : "]");
      }
      case Json.Text(var value, _) -> quote(value);
      case Json.Numeral(var value, _) -> text.append(value);
      case Json.Bool(var value, _) -> text.append(value);
      case Json.Null _ -> text.append("null");
    }
  }

  /// Quotes a string. Control characters and halves of surrogate pairs are written as numbers.
  private void quote(String string) {
    text.append('"');
    for (var i = 0; i < string.length(); i++) {
      var character = string.charAt(i);
      switch (character) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\r' -> text.append("\\r");
        default -> {
          if (character < ' ' || isHalf(string, i)) {
            text.append("\\u%04x".formatted((int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
    text.append('"');
  }

  /// Whether the character at `i` is a surrogate without its other half.
  private static boolean isHalf(String string, int i) {
    var character = string.charAt(i);
    if (Character.isHighSurrogate(character)) {
      return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
    }
    return Character.isLowSurrogate(character)
        && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
  }
}
