package dev.plimsoll.checker.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A model, claim or parameter was named that does not exist. The message names the nearest ones.
public final class UnknownNameException extends IllegalArgumentException {

  private static final int SUGGESTIONS = 3;

  /// Says that `name` is not among the known names.
  ///
  /// @param kind what was named: "model", "claim", "parameter"
  /// @param known the names there are
  public UnknownNameException(String kind, String name, Collection<String> known) {
    super(
        known.isEmpty()
            ? "Unknown %s \"%s\": there is none".formatted(kind, name)
            : "Unknown %s \"%s\"; the nearest: %s"
                .formatted(kind, name, String.join(", ", nearest(name, known))));
  }

  /// The known names that contain `name`, then those with the fewest changes of
  /// a character from it, nearest first.
  static List<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.<String, Boolean>comparing(candidate -> !candidate.contains(name))
                .thenComparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SUGGESTIONS)
        .toList();
  }

  /// Levenshtein's distance: insertions, deletions and replacements of a character.
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
