package dev.plimsoll.network.proxy.proxier;

import dev.plimsoll.network.proxy.RestoreInput;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The chains that kube-proxy has written into a node's tables.
///
/// Follows `iptables-restore --noflush` of iptables 1.8.
///
/// @param filter the chains of the filter table, each with its rules in order; a rule is the text
///     after `-A CHAIN`
/// @param nat likewise the nat table's
public record KernelTables(
    SortedMap<String, List<String>> filter, SortedMap<String, List<String>> nat) {

  /// Tables without a chain of kube-proxy's.
  public static final KernelTables EMPTY = new KernelTables(new TreeMap<>(), new TreeMap<>());

  private static final Pattern JUMP = Pattern.compile("-j (KUBE-[-A-Z0-9]+)");

  /// What a restore came to.
  ///
  /// @param tables afterwards
  /// @param succeeded whether both tables were taken
  public record Restored(KernelTables tables, boolean succeeded) {}

  /// Copies the maps.
  public KernelTables {
    filter = Collections.unmodifiableSortedMap(new TreeMap<>(filter));
    nat = Collections.unmodifiableSortedMap(new TreeMap<>(nat));
  }

  /// Each table is taken whole or not at all, the filter table first: where the nat table is
  /// refused, the filter table has changed. A table is refused that jumps to a chain which is not
  /// there.
  public Restored restore(RestoreInput input) {
    var newFilter = written(filter, input.filter(), Set.of());
    if (!isClosed(newFilter)) {
      return new Restored(this, false);
    }
    var newNat = written(nat, input.nat(), input.deleted());
    return isClosed(newNat)
        ? new Restored(new KernelTables(newFilter, newNat), true)
        : new Restored(new KernelTables(newFilter, nat), false);
  }

  private static SortedMap<String, List<String>> written(
      Map<String, List<String>> before, Map<String, List<String>> input, Set<String> deleted) {
    var chains = new TreeMap<>(before);
    chains.putAll(input);
    chains.keySet().removeAll(deleted);
    return chains;
  }

  private static boolean isClosed(Map<String, List<String>> chains) {
    return chains.values().stream()
        .flatMap(List::stream)
        .flatMap(KernelTables::target)
        .allMatch(chains::containsKey);
  }

  private static Stream<String> target(String rule) {
    return JUMP.matcher(rule).results().map(result -> result.group(1));
  }
}
