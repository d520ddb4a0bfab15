package dev.plimsoll.reports.cli;

import java.util.stream.Collectors;

/// Text of others on a terminal.
final class Printable {

  /// The text with its control characters, which may colour a terminal or write over what is there,
  /// as `\\u001b`; ends of lines stay.
  static String of(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(each -> isControl(each) ? "\\u%04x".formatted(each) : Character.toString(each))
        .collect(Collectors.joining());
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character) && character != '\n' && character != '\t';
  }

  private Printable() {}
}
