package dev.plimsoll.reports.html.packet;

import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Appearance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A rule in the parts that a reader looks for.
///
/// @param conditions when it matches, without its comments and the names of extensions
/// @param comment what its writer says of it; empty if nothing
/// @param target what it does: `KUBE-SVC-ABC`, `DNAT --to-destination 10.0.0.1:80`
record RuleWords(String conditions, String comment, String target) {

  private static final Set<String> TARGETS = Set.of("-j", "-g", "--jump", "--goto");
  private static final Set<String> EXTENSIONS = Set.of("-m", "--match");

  static RuleWords of(Rule rule) {
    var conditions = new ArrayList<String>();
    var target = new ArrayList<String>();
    var comments = new ArrayList<String>();
    var words = rule.words();
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      var hasNext = i + 1 < words.size();
      if (!target.isEmpty()) {
        target.add(word);
      } else if (TARGETS.contains(word) && hasNext) {
        target.add(words.get(++i));
      } else if (word.equals("--comment") && hasNext) {
        comments.add(unquoted(words.get(++i)));
      } else if (EXTENSIONS.contains(word) && hasNext) {
        i++;
      } else {
        conditions.add(word);
      }
    }
    return new RuleWords(
        conditions.isEmpty() ? "every packet" : String.join(" ", conditions),
        String.join(" ", comments),
        target.isEmpty() ? "counts" : String.join(" ", target));
  }

  private static String unquoted(String word) {
    return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"")
        ? word.substring(1, word.length() - 1)
        : word;
  }

  /// The sign for where a rule leads.
  static String lead(Target target) {
    return switch (target) {
      case Target.Jump _ -> "→ ";
      case Target.Goto _ -> "⇒ ";
      case Target other -> "";
    };
  }

  /// What became of a packet between two points, in a few words each.
  static List<String> changes(Appearance before, Appearance after) {
    var changes = new ArrayList<String>();
    if (!before.destination().equals(after.destination())) {
      changes.add("destination %s → %s".formatted(before.destination(), after.destination()));
    }
    if (!before.source().equals(after.source())) {
      changes.add("source %s → %s".formatted(source(before.source()), source(after.source())));
    }
    if (before.mark() != after.mark()) {
      changes.add("mark 0x%x → 0x%x".formatted(before.mark(), after.mark()));
    }
    if (before.connectionMark() != after.connectionMark()) {
      changes.add(
          "connmark 0x%x → 0x%x".formatted(before.connectionMark(), after.connectionMark()));
    }
    if (before.state() != after.state()) {
      changes.add("state %s → %s".formatted(before.state(), after.state()));
    }
    return changes;
  }

  /// The same for a drawing: only what the packet is now.
  static List<String> results(Appearance before, Appearance after) {
    var results = new ArrayList<String>();
    if (!before.destination().equals(after.destination())) {
      results.add("to " + after.destination());
    }
    if (!before.source().equals(after.source())) {
      results.add("from " + source(after.source()));
    }
    if (before.mark() != after.mark()) {
      results.add("mark 0x%x".formatted(after.mark()));
    }
    if (before.connectionMark() != after.connectionMark()) {
      results.add("connmark 0x%x".formatted(after.connectionMark()));
    }
    if (before.state() != after.state()) {
      results.add("state " + after.state());
    }
    return results;
  }

  /// A source, which may be an address that the node does not say.
  static String source(Optional<Endpoint> source) {
    return source.map(Endpoint::toString).orElse("an address of the node");
  }
}
