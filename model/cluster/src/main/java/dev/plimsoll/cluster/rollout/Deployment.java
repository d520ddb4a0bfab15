package dev.plimsoll.cluster.rollout;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// A Deployment that is rolled over with maxSurge 1 and maxUnavailable 0.
///
/// @param template the number of its pod template
public record Deployment(Meta meta, int template, int replicas) implements ApiObject<Deployment> {

  /// `maxSurge`: pods beyond those asked for while it is rolled over.
  public static final int MAX_SURGE = 1;

  @Override
  public Deployment with(Meta newMeta) {
    return new Deployment(newMeta, template, replicas);
  }

  /// The same with another pod template.
  Deployment with(int newTemplate) {
    return new Deployment(meta, newTemplate, replicas);
  }
}
