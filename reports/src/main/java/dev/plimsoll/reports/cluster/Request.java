package dev.plimsoll.reports.cluster;

import dev.plimsoll.cluster.manifest.Circumstance;
import dev.plimsoll.cluster.manifest.ClusterSpec;
import dev.plimsoll.cluster.manifest.Scale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a user wants checked.
///
/// @param nodes how many there are to be; empty: those of the manifests
/// @param circumstances one at a time
/// @param scale the only size; empty: from one node up to what is asked for
public record Request(
    ManifestFiles files,
    OptionalInt nodes,
    List<Circumstance> circumstances,
    Optional<Scale> scale) {

  public Request {
    circumstances = List.copyOf(circumstances);
  }

  /// The sizes, in order.
  List<Scale> scales(ClusterSpec spec) {
    return scale.map(List::of).orElseGet(spec::scales);
  }

  /// Whether a size is to be checked: the one that was asked for, or one that leaves pods the room
  /// that they have.
  boolean admits(Scale each, ClusterSpec spec) {
    return scale.isPresent() || spec.fitsAt(each);
  }
}
