package dev.plimsoll.cluster.watch;

/// A list as it was asked for, and what came of it.
///
/// @param match which versions will do
/// @param resourceVersion for {@link Match#NOT_OLDER_THAN} and {@link Match#EXACT}; else 0
/// @param server the API server that was asked
/// @param acknowledged the newest revision of a write that was acknowledged before
record Listing(Match match, int resourceVersion, int server, int acknowledged, Answer answer) {

  /// Which versions will do; Kubernetes API concepts, "Resource versions", the table of lists.
  enum Match {
    /// The newest: `resourceVersion` is not set.
    NEWEST,
    /// Any: `resourceVersion` is "0".
    ANY,
    /// The version or one after it.
    NOT_OLDER_THAN,
    /// The version.
    EXACT
  }

  /// What came of it.
  sealed interface Answer {

    /// Nothing yet.
    ///
    /// @param delegated whether etcd is asked, not the watch cache
    record None(boolean delegated) implements Answer {}

    /// What there is.
    record Listed(Objects objects, int version) implements Answer {}

    /// 410: the version has been compacted.
    record Gone() implements Answer {}

    /// The version has not been seen in time: "Too large resource version".
    record TooLarge() implements Answer {}
  }

  Listing with(Answer to) {
    return new Listing(match, resourceVersion, server, acknowledged, to);
  }
}
