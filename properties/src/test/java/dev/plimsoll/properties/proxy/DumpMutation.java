package dev.plimsoll.properties.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A dump with one rule altered.
///
/// @param what what was done
/// @param text the dump afterwards
/// @param line of the altered rule, or of the line that now stands where one was taken out
/// @param original the rule as it was, after `-A CHAIN`
record DumpMutation(Kind what, String text, int line, String original) {

  /// Ways to break a rule.
  enum Kind {
    DELETE,
    PROBABILITY,
    DNAT_ADDRESS,
    DNAT_PORT,
    TARGET,
    DESTINATION,
    PORT,
    REFUSAL,
    NEGATION,
    SWAP
  }

  private static final Pattern JUMP = Pattern.compile("-j (KUBE-(SVC|SVL|SEP|EXT|FW)-[A-Z0-9]+)");

  /// Does it to a rule chosen at random; empty where that rule cannot be broken so.
  static Optional<DumpMutation> of(String dump, Kind kind, RandomGenerator random) {
    var lines = new ArrayList<>(dump.lines().toList());
    var candidates = new ArrayList<Integer>();
    for (var i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("-A KUBE-") && altered(lines, i, kind, random).isPresent()) {
        candidates.add(i);
      }
    }
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    var at = candidates.get(random.nextInt(candidates.size()));
    var original = lines.get(at);
    var altered = altered(lines, at, kind, random).orElseThrow();
    if (altered.isEmpty()) {
      lines.remove((int) at);
    } else if (kind == Kind.SWAP) {
      lines.set(at, lines.get(at + 1));
      lines.set(at + 1, original);
    } else {
      lines.set(at, altered);
    }
    var rule = original.split(" ", 3)[2];
    return Optional.of(new DumpMutation(kind, String.join("\n", lines) + "\n", at + 1, rule));
  }

  private static Optional<String> altered(
      List<String> lines, int at, Kind kind, RandomGenerator random) {
    var line = lines.get(at);
    var result =
        switch (kind) {
          case DELETE -> "";
          case PROBABILITY -> line.replaceAll("--probability 0\\.[0-9]", "--probability 0.7");
          case DNAT_ADDRESS ->
              line.replaceAll("(destination \\[?[0-9a-f.:]*[.:])[0-9a-f]+", "$177");
          case DNAT_PORT -> line.replaceAll("(--to-destination .*:)[0-9]+", "$19999");
          case TARGET -> retargeted(lines, line, random);
          case DESTINATION -> line.replaceAll("(-d [0-9a-f.:]*[.:])[0-9a-f]+ ", "$199 ");
          case PORT -> line.replaceAll("--dport [0-9]+", "--dport 9");
          case REFUSAL ->
              line.endsWith("-j DROP")
                  ? line.replace("-j DROP", "-j REJECT")
                  : line.replace("-j REJECT", "-j DROP");
          case NEGATION -> line.replace("! -", "-");
          case SWAP ->
              at + 1 < lines.size() && lines.get(at + 1).startsWith(line.split(" -", 3)[1], 1)
                  ? lines.get(at + 1)
                  : line;
        };
    return result.equals(line) ? Optional.empty() : Optional.of(result);
  }

  /// The jump led to another chain of the same kind.
  private static String retargeted(List<String> lines, String line, RandomGenerator random) {
    var jump = JUMP.matcher(line);
    if (!jump.find()) {
      return line;
    }
    var others =
        lines.stream()
            .filter(other -> other.startsWith(":KUBE-" + jump.group(2) + "-"))
            .map(other -> other.substring(1, other.indexOf(' ')))
            .filter(other -> !other.equals(jump.group(1)))
            .toList();
    return others.isEmpty()
        ? line
        : line.replace(jump.group(1), others.get(random.nextInt(others.size())));
  }
}
