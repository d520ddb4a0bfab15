package dev.plimsoll.architecture;

import java.util.List;

/// The modules of the build, in the order in which they may build on one another.
enum Module {
  CHECKER("model/checker"),
  EXAMPLES("model/examples"),
  KUBERNETES("model/kubernetes"),
  RAFT("model/raft"),
  NETWORK("model/network"),
  CLUSTER("model/cluster"),
  PROPERTIES("properties"),
  COUNTEREXAMPLES("counterexamples"),
  REPORTS("reports");

  /// The folder, from the project's root.
  final String folder;

  Module(String folder) {
    this.folder = folder;
  }

  /// The packages that hold everything of this module: Raft's has the etcd on it, too.
  List<String> packages() {
    var own = "dev.plimsoll." + folder.substring(folder.lastIndexOf('/') + 1);
    return this == RAFT ? List.of(own, "dev.plimsoll.etcd") : List.of(own);
  }

  /// Whether classes of this module may name classes of the other.
  boolean mayUse(Module other) {
    return other == this
        || switch (this) {
          case CHECKER -> false;
          case EXAMPLES, KUBERNETES -> other == CHECKER;
          case RAFT, NETWORK -> other == CHECKER || other == KUBERNETES;
          case CLUSTER -> other.compareTo(CLUSTER) < 0 && other != EXAMPLES;
          case PROPERTIES, COUNTEREXAMPLES, REPORTS -> other.compareTo(this) < 0;
        };
  }

  /// A model says what happens; it has to be a pure function of what it reads.
  boolean isModel() {
    return folder.startsWith("model/") && this != CHECKER;
  }
}
