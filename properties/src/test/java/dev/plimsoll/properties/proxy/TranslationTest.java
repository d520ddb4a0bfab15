package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.RestoreInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Our translation against the text that the real kube-proxy v1.30.3 wrote for the same objects.
final class TranslationTest {

  /// The chains whose rules kube-proxy writes in the random order of its map of Services.
  private static final Set<String> UNORDERED =
      Set.of("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL");

  @Test
  void everyFullSyncIsWrittenAsTheRealProxyWroteIt() {
    var full = Recordings.corpus().stream().filter(RecordedSync::isFull).toList();
    var different = new ArrayList<String>();
    for (var sync : full) {
      var expected = chains(sync.restore());
      var actual = chains(translate(sync).text());
      if (!actual.equals(expected)) {
        different.add(sync + ": " + firstDifference(expected, actual));
      }
    }
    assertThat(full).hasSize(224);
    assertThat(different).isEmpty();
  }

  /// What a partial sync leaves in the kernel is what a full one would have written, with
  /// the jumps from the built-in chains. Empty chains are left out, and comments, which a partial
  /// sync of a cluster that shrank does not bring back.
  @Test
  void afterEverySyncTheTablesHoldWhatAFullSyncWrites() {
    var syncs = Recordings.corpus();
    var different = new ArrayList<String>();
    for (var sync : syncs) {
      var expected = chains(withoutComments(sync.save()));
      var actual = chains(withoutComments(translate(sync).dump()));
      expected.values().removeIf(List::isEmpty);
      actual.values().removeIf(List::isEmpty);
      if (!actual.equals(expected)) {
        different.add(sync + ": " + firstDifference(expected, actual));
      }
    }
    assertThat(syncs).hasSize(397);
    assertThat(different).isEmpty();
  }

  private static String withoutComments(String text) {
    return text.replaceAll("-m comment --comment (\"[^\"]*\"|[^ ]+) ?", "");
  }

  private static RestoreInput translate(RecordedSync sync) {
    var manifests = sync.manifests();
    return KubeProxy.sync(manifests.services(), manifests.endpointSlices(), sync.config());
  }

  /// The rules of each chain, those of unordered chains sorted; the jumps to the node ports are
  /// the last in theirs.
  private static Map<String, List<String>> chains(String text) {
    var chains = new TreeMap<String, List<String>>();
    var table = "";
    for (var line : text.lines().toList()) {
      if (line.startsWith("*")) {
        table = line.substring(1);
      } else if (line.startsWith(":")) {
        chains.put(table + " " + line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        var words = line.split(" ", 3);
        chains.computeIfAbsent(table + " " + words[1], k -> new ArrayList<>()).add(words[2]);
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
    return chains;
  }

  private static String firstDifference(
      Map<String, List<String>> expected, Map<String, List<String>> actual) {
    var chains = new TreeMap<>(expected);
    chains.putAll(actual);
    return chains.keySet().stream()
        .filter(chain -> !expected.getOrDefault(chain, List.of("absent")).equals(actual.get(chain)))
        .findFirst()
        .map(c -> c + "\n  expected " + expected.get(c) + "\n  actual   " + actual.get(c))
        .orElse("none");
  }
}
