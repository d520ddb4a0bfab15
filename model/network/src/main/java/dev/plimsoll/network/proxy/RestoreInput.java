package dev.plimsoll.network.proxy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of one sync, as they are handed to `iptables-restore --noflush --counters`.
///
/// @param filter the chains of the filter table in order of declaration, each with its rules in
///     order; a rule is the text after `-A CHAIN`
/// @param nat likewise the nat table's
public record RestoreInput(Map<String, List<String>> filter, Map<String, List<String>> nat) {

  /// Copies the maps, keeping their order.
  public RestoreInput {
    filter = copy(filter);
    nat = copy(nat);
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> chains) {
    var copied = new LinkedHashMap<String, List<String>>();
    chains.forEach((chain, rules) -> copied.put(chain, List.copyOf(rules)));
    return Collections.unmodifiableMap(copied);
  }

  /// The text, chain by chain.
  ///
  /// kube-proxy writes the rules of a Service together, across chains; within each chain the order
  /// is the same, and that alone counts.
  public String text() {
    var text = new StringBuilder();
    append("filter", filter, text);
    append("nat", nat, text);
    return text.toString();
  }

  private static void append(String table, Map<String, List<String>> chains, StringBuilder text) {
    text.append('*').append(table).append('\n');
    chains.keySet().forEach(chain -> text.append(':').append(chain).append(" - [0:0]\n"));
    chains.forEach(
        (chain, rules) ->
            rules.forEach(
                rule -> text.append("-A ").append(chain).append(' ').append(rule).append('\n')));
    text.append("COMMIT\n");
  }
}
