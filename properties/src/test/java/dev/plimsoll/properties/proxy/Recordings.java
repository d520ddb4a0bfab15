package dev.plimsoll.properties.proxy;

import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What was recorded of the real kube-proxy, in the shared folder.
final class Recordings {

  private Recordings() {}

  /// The syncs of the corpus whose outcome does not depend on the order of a Go map.
  static List<RecordedSync> corpus() {
    var corpus = SharedFolder.fixtures("kube-proxy").resolve("corpus-1.30.3");
    var caveats = caveats(corpus);
    return SharedFolder.files(corpus, name -> name.endsWith("cluster.json")).stream()
        .filter(file -> !caveats.contains(corpus.relativize(file).toString()))
        .map(RecordedSync::new)
        .toList();
  }

  /// The syncs of each case in order, those that depend on the order of a map included.
  static List<List<RecordedSync>> cases() {
    var corpus = SharedFolder.fixtures("kube-proxy").resolve("corpus-1.30.3");
    var cases = new TreeMap<Path, List<RecordedSync>>();
    for (var file : SharedFolder.files(corpus, name -> name.endsWith("cluster.json"))) {
      cases.computeIfAbsent(file.getParent(), k -> new ArrayList<>()).add(new RecordedSync(file));
    }
    return List.copyOf(cases.values());
  }

  private static Set<String> caveats(Path corpus) {
    var files = new HashSet<String>();
    for (var caveat :
        SharedFolder.json(corpus.resolve("caveats.json")).get("conflictingDuplicateEndpoints")) {
      files.add(caveat.get("file").textValue());
    }
    return files;
  }
}
