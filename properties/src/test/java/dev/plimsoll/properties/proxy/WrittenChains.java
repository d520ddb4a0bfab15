package dev.plimsoll.properties.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a text for `iptables-restore`, or of `iptables-save`, says, up to the order that kube-proxy
/// leaves to chance.
///
/// The rules of each chain, those of unordered chains sorted; the jumps to the node ports are the
/// last in theirs.
///
/// @param chains each with its rules, by table and name
/// @param deleted the chains that are deleted, likewise
record WrittenChains(Map<String, List<String>> chains, SortedSet<String> deleted) {

  /// The chains whose rules kube-proxy writes in the random order of its map of Services.
  private static final Set<String> UNORDERED =
      Set.of("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL");

  static WrittenChains parse(String text) {
    var chains = new TreeMap<String, List<String>>();
    var deleted = new TreeSet<String>();
    var table = "";
    for (var line : text.lines().toList()) {
      if (line.startsWith("*")) {
        table = line.substring(1) + " ";
      } else if (line.startsWith(":")) {
        chains.put(table + line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        var words = line.split(" ", 3);
        chains.computeIfAbsent(table + words[1], k -> new ArrayList<>()).add(words[2]);
      } else if (line.startsWith("-X ")) {
        deleted.add(table + line.substring(3));
      }
    }
    chains.forEach(
        (chain, rules) -> {
          if (UNORDERED.contains(chain.substring(chain.indexOf(' ') + 1))) {
            var jumps = rules.stream().filter(rule -> rule.endsWith("-j KUBE-NODEPORTS")).count();
            rules.subList(0, rules.size() - (int) jumps).sort(null);
            rules.subList(rules.size() - (int) jumps, rules.size()).sort(null);
          }
        });
    return new WrittenChains(chains, deleted);
  }

  WrittenChains withoutEmptyChains() {
    var filled = new TreeMap<>(chains);
    filled.values().removeIf(List::isEmpty);
    return new WrittenChains(filled, deleted);
  }

  /// The first chain in which another text differs from this one.
  String firstDifference(WrittenChains actual) {
    if (!deleted.equals(actual.deleted)) {
      return "deleted\n  expected " + deleted + "\n  actual   " + actual.deleted;
    }
    var all = new TreeMap<>(chains);
    all.putAll(actual.chains);
    return all.keySet().stream()
        .filter(
            chain ->
                !chains.getOrDefault(chain, List.of("absent")).equals(actual.chains.get(chain)))
        .findFirst()
        .map(c -> c + "\n  expected " + chains.get(c) + "\n  actual   " + actual.chains.get(c))
        .orElse("none");
  }
}
