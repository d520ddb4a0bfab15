package dev.plimsoll.cluster.workload;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A DaemonSet.
///
/// @param template the revision of `spec.template`: the image of new pods
record DaemonSet(Meta meta, int template) implements ApiObject<DaemonSet> {

  @Override
  public DaemonSet with(Meta newMeta) {
    return new DaemonSet(newMeta, template);
  }

  /// The same with another template.
  DaemonSet of(int newTemplate) {
    return new DaemonSet(meta, newTemplate);
  }
}
