package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.ModelDefinition.Configured;
import dev.plimsoll.counterexamples.corpus.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Command lines, to be given again.
final class CommandWords {

  /// The words of a command that is about a model: with the parameters that are not the defaults,
  /// and the claims that were asked for.
  ///
  /// @return a list to add to
  static List<String> of(String command, Configured configured, Set<String> claims) {
    var definition = configured.definition();
    var words = new ArrayList<>(List.of("./plimsoll", command, definition.name()));
    for (var parameter : definition.parameters()) {
      var value = String.valueOf(configured.parameters().values().get(parameter.name()));
      if (!value.equals(parameter.defaultValue())) {
        words.addAll(List.of("--set", parameter.name() + "=" + value));
      }
    }
    claims.forEach(claim -> words.addAll(List.of("--claim", Corpus.quoted(claim))));
    return words;
  }

  private CommandWords() {}
}
