package dev.plimsoll.network.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chains of one table while a sync writes them.
final class TableRules {

  private final Map<String, List<String>> chains = new LinkedHashMap<>();

  /// Declares a chain, which empties it in the kernel.
  void declare(String chain) {
    chains.putIfAbsent(chain, new ArrayList<>());
  }

  /// Appends a rule made of these words; empty ones are left out.
  void add(String chain, String... words) {
    var rules = chains.get(chain);
    if (rules == null) {
      throw new IllegalStateException("chain " + chain + " is not declared");
    }
    rules.add(String.join(" ", List.of(words).stream().filter(w -> !w.isEmpty()).toList()));
  }

  Map<String, List<String>> chains() {
    return chains;
  }

  /// A comment, in quotation marks as kube-proxy writes those of several words.
  static String comment(String text) {
    return "-m comment --comment \"" + text + "\"";
  }
}
