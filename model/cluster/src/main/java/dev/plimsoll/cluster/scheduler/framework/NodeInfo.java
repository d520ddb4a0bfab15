package dev.plimsoll.cluster.scheduler.framework;

import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node as the scheduler sees it (`NodeInfo`).
///
/// @param taints those of the manifest and those that were added
/// @param pods how many of each template are on it and have not ended, by number
/// @param staying how many of these nobody has deleted
public record NodeInfo(Node node, List<Taint> taints, List<Integer> pods, List<Integer> staying) {

  public NodeInfo {
    taints = List.copyOf(taints);
    pods = List.copyOf(pods);
    staying = List.copyOf(staying);
  }

  /// `metadata.name`.
  public String name() {
    return node.metadata().name();
  }

  /// The value of a label.
  ///
  /// @return null if it has none
  public @Nullable String label(String key) {
    return node.metadata().labels().get(key);
  }
}
