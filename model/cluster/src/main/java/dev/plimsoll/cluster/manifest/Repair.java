package dev.plimsoll.cluster.manifest;

/// A change of manifests.
///
/// @param change what to do, for the user
/// @param field where
/// @param spec the cluster after it
public record Repair(String change, Field field, ClusterSpec spec) {

  /// A field of an object.
  ///
  /// @param pointer a JSON pointer from the object (RFC 6901)
  public record Field(String kind, String namespace, String name, String pointer) {

    static Field of(Workload workload, String pointer) {
      return new Field(
          workload.kind(), workload.metadata().namespace(), workload.metadata().name(), pointer);
    }
  }
}
