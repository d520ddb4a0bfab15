package dev.plimsoll.cluster.scheduler.plugins;

import dev.plimsoll.cluster.scheduler.framework.Profile;
import java.util.List;

/// The plug-ins of `default-scheduler`.
///
/// Source: `pkg/scheduler/apis/config/v1/default_plugins.go` (`getDefaultPlugins`), v1.30.
public final class DefaultProfile {

  /// Filters and scores with the weights they have by default.
  public static final Profile PROFILE =
      new Profile(
          List.of(
              new NodeName(),
              new TaintToleration(),
              new NodeAffinity(),
              new NodePorts(),
              new NodeResourcesFit(),
              new PodTopologySpread(),
              new InterPodAffinity()),
          List.of(
              new TaintToleration(),
              new NodeAffinity(),
              new NodeResourcesFit(),
              new PodTopologySpread(),
              new InterPodAffinity()));

  private DefaultProfile() {}
}
