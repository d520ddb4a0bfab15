package dev.plimsoll.network.netfilter.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The words of a line: split at blanks, kept together by double quotes.
///
/// Inside quotes a backslash takes the next character as it is; a closing quote ends the word;
/// outside quotes a backslash is an ordinary character. iptables 1.8.9, `iptables/xshared.c`,
/// `add_param_to_argv`; for writing `libxtables/xtables.c`, `xtables_save_string`.
final class Words {

  private static final Pattern BARE = Pattern.compile("[-_0-9a-zA-Z]+");
  private static final Pattern ONE_WORD = Pattern.compile("[^\\s\"]+");

  private Words() {}

  /// Splits a line into its words, as they stand there, quotes and backslashes included.
  ///
  /// @throws IllegalArgumentException if a quote is not closed
  static List<String> split(String line) {
    var words = new ArrayList<String>();
    int start = -1;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
          words.add(line.substring(start, i + 1));
          start = -1;
        }
      } else if (c == ' ' || c == '\t') {
        if (start >= 0) {
          words.add(line.substring(start, i));
          start = -1;
        }
      } else {
        quoted = c == '"';
        start = start < 0 ? i : start;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("found an opening quote, expected a closing one");
    }
    if (start >= 0) {
      words.add(line.substring(start));
    }
    return words;
  }

  /// The text that a word stands for.
  static String meaning(String word) {
    int quote = word.indexOf('"');
    if (quote < 0) {
      return word;
    }
    var text = new StringBuilder(word.substring(0, quote));
    for (int i = quote + 1; i < word.length() - 1; i++) {
      if (word.charAt(i) == '\\') {
        i++;
      }
      text.append(word.charAt(i));
    }
    return text.toString();
  }

  /// The word for a free text, quoted as iptables-save does: unless it is only letters, digits,
  /// `_` and `-`.
  static String save(String text) {
    return BARE.matcher(text).matches() ? text : quote(text);
  }

  /// The word for an argument, quoted only where it would not be one word otherwise.
  static String plain(String text) {
    return ONE_WORD.matcher(text).matches() ? text : quote(text);
  }

  /// The text in quotes.
  static String quote(String text) {
    return '"' + text.replaceAll("[\"\\\\']", "\\\\$0") + '"';
  }
}
