package dev.plimsoll.kubernetes.workload;

import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which pods the descheduler evicts, so that the scheduler may place them better:
/// descheduler/v1alpha2 `DeschedulerPolicy`.
///
/// @param metadata its name, [#UNNAMED] where it has none
/// @param profiles what is run, in this order
public record DeschedulerPolicy(ObjectMeta metadata, List<Profile> profiles)
    implements WorkloadObject {

  /// Policies are files, not objects, and mostly have no name.
  public static final ObjectMeta UNNAMED = ObjectMeta.of("", "policy");

  /// Evicts all but one of a controller's pods on one node.
  public static final String REMOVE_DUPLICATES = "RemoveDuplicates";

  /// Evicts pods until topology spread constraints hold.
  public static final String REMOVE_PODS_VIOLATING_TOPOLOGY_SPREAD_CONSTRAINT =
      "RemovePodsViolatingTopologySpreadConstraint";

  /// Evicts pods that do not tolerate a taint of their node.
  public static final String REMOVE_PODS_VIOLATING_NODE_TAINTS = "RemovePodsViolatingNodeTaints";

  /// Decides which pods may be evicted at all.
  public static final String DEFAULT_EVICTOR = "DefaultEvictor";

  /// Plugins that run together, with what is interpreted of their arguments.
  ///
  /// @param name of the profile
  /// @param deschedule the plugins that look at pods one by one, which run first
  /// @param balance the plugins that look at many pods together
  /// @param constraints which topology spread constraints pods must not violate
  /// @param includePreferNoSchedule whether taints of that effect count, besides `NoSchedule`
  /// @param nodeFit whether a pod is evicted only where another node would take it
  public record Profile(
      String name,
      List<String> deschedule,
      List<String> balance,
      Set<WhenUnsatisfiable> constraints,
      boolean includePreferNoSchedule,
      boolean nodeFit) {

    /// Copies the collections; refuses a profile that cares about no constraint.
    public Profile {
      deschedule = List.copyOf(deschedule);
      balance = List.copyOf(balance);
      constraints = Collections.unmodifiableSet(EnumSet.copyOf(constraints));
    }

    /// Whether the plugin runs.
    public boolean enables(String plugin) {
      return deschedule.contains(plugin) || balance.contains(plugin);
    }
  }

  /// Copies the list.
  public DeschedulerPolicy {
    profiles = List.copyOf(profiles);
  }
}
