package dev.plimsoll.kubernetes.workload;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What a pod asks for: core/v1 `PodSpec`.
///
/// @param nodeName the node it runs on, where that is decided
/// @param nodeSelector labels that its node must have
/// @param nodeAffinity the nodes it may and would rather run on
/// @param podAffinity the pods it must and would rather be near
/// @param podAntiAffinity the pods it must not and would rather not be near
/// @param tolerations the taints it puts up with
/// @param topologySpreadConstraints how evenly it is spread with others
/// @param requests what the scheduler counts for it: the sum over its containers, or what an init
///     container asks for where that is more (`PodRequests` of `pkg/api/v1/resource/helpers.go`); a
///     request that is left out is as the limit
/// @param limits the same of its limits, for resources of which every container has one
///     (`ResourceConfigForPod` of `pkg/kubelet/cm/helpers_linux.go`)
/// @param waitsUntilStarted whether a container has a readiness or a startup probe, so that the pod
///     is not ready as soon as it runs
/// @param privileged whether a container is
/// @param hostNetwork whether it has no network of its own, but is in its node's
/// @param hostPorts the ports of its node that it takes
/// @param restartPolicy whether containers that end are started again
/// @param priority those of less are preempted by it
/// @param dns how it resolves names
public record PodSpec(
    Optional<String> nodeName,
    SortedMap<String, String> nodeSelector,
    NodeAffinity nodeAffinity,
    PodAffinity podAffinity,
    PodAffinity podAntiAffinity,
    List<Toleration> tolerations,
    List<TopologySpreadConstraint> topologySpreadConstraints,
    ResourceAmounts requests,
    ResourceAmounts limits,
    boolean waitsUntilStarted,
    boolean privileged,
    boolean hostNetwork,
    List<Integer> hostPorts,
    RestartPolicy restartPolicy,
    int priority,
    PodDns dns) {

  /// A pod that asks for nothing in particular.
  public static final PodSpec PLAIN =
      new PodSpec(
          Optional.empty(),
          new TreeMap<>(),
          NodeAffinity.NONE,
          PodAffinity.NONE,
          PodAffinity.NONE,
          List.of(),
          List.of(),
          ResourceAmounts.NONE,
          ResourceAmounts.NONE,
          false,
          false,
          false,
          List.of(),
          RestartPolicy.ALWAYS,
          0,
          PodDns.PLAIN);

  /// Whether containers that end are started again: core/v1 `RestartPolicy`.
  public enum RestartPolicy {
    /// They are. The API's default.
    ALWAYS("Always"),
    /// Those that failed are.
    ON_FAILURE("OnFailure"),
    /// They are not.
    NEVER("Never");

    private final String text;

    RestartPolicy(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// Copies the collections.
  public PodSpec {
    nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
    tolerations = List.copyOf(tolerations);
    topologySpreadConstraints = List.copyOf(topologySpreadConstraints);
    hostPorts = List.copyOf(hostPorts);
  }

  /// What can be changed of a copy.
  private static final class Copy {
    private final PodSpec of;
    private Optional<String> nodeName;
    private SortedMap<String, String> nodeSelector;
    private PodAffinity podAntiAffinity;
    private List<Toleration> tolerations;
    private List<TopologySpreadConstraint> topologySpreadConstraints;
    private ResourceAmounts limits;
    private boolean waitsUntilStarted;
    private boolean privileged;

    private Copy(PodSpec of) {
      this.of = of;
      nodeName = of.nodeName;
      nodeSelector = of.nodeSelector;
      podAntiAffinity = of.podAntiAffinity;
      tolerations = of.tolerations;
      topologySpreadConstraints = of.topologySpreadConstraints;
      limits = of.limits;
      waitsUntilStarted = of.waitsUntilStarted;
      privileged = of.privileged;
    }

    private PodSpec spec() {
      return new PodSpec(
          nodeName,
          nodeSelector,
          of.nodeAffinity,
          of.podAffinity,
          podAntiAffinity,
          tolerations,
          topologySpreadConstraints,
          of.requests,
          limits,
          waitsUntilStarted,
          privileged,
          of.hostNetwork,
          of.hostPorts,
          of.restartPolicy,
          of.priority,
          of.dns);
    }
  }

  private PodSpec changed(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.spec();
  }

  /// The same, to run on any node.
  public PodSpec onAnyNode() {
    return changed(copy -> copy.nodeName = Optional.empty());
  }

  /// The same with other demands on the labels of its node.
  public PodSpec selecting(SortedMap<String, String> labels) {
    return changed(copy -> copy.nodeSelector = labels);
  }

  /// The same with other pods that it keeps away from.
  public PodSpec apartFrom(PodAffinity others) {
    return changed(copy -> copy.podAntiAffinity = others);
  }

  /// The same with other tolerations.
  public PodSpec tolerating(List<Toleration> others) {
    return changed(copy -> copy.tolerations = others);
  }

  /// The same spread in another way.
  public PodSpec spreadBy(List<TopologySpreadConstraint> others) {
    return changed(copy -> copy.topologySpreadConstraints = others);
  }

  /// The same with other limits.
  public PodSpec limitedTo(ResourceAmounts others) {
    return changed(copy -> copy.limits = others);
  }

  /// The same with a probe, so that it is not ready as soon as it runs.
  public PodSpec probed() {
    return changed(copy -> copy.waitsUntilStarted = true);
  }

  /// The same without privileges.
  public PodSpec unprivileged() {
    return changed(copy -> copy.privileged = false);
  }
}
