package dev.plimsoll.architecture;

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

  /// The package that holds everything of this module.
  String packageName() {
    return "dev.plimsoll." + folder.substring(folder.lastIndexOf('/') + 1);
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
