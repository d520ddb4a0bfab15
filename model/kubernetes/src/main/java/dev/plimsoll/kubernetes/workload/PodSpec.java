package dev.plimsoll.kubernetes.workload;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
/// @param hostPorts the ports of its node that it takes
/// @param restartPolicy whether containers that end are started again
/// @param priority those of less are preempted by it
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
    List<Integer> hostPorts,
    RestartPolicy restartPolicy,
    int priority) {

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
          List.of(),
          RestartPolicy.ALWAYS,
          0);

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

  /// The same, to run on any node.
  public PodSpec onAnyNode() {
    return new PodSpec(
        Optional.empty(),
        nodeSelector,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        tolerations,
        topologySpreadConstraints,
        requests,
        limits,
        waitsUntilStarted,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same with other demands on the labels of its node.
  public PodSpec selecting(SortedMap<String, String> labels) {
    return new PodSpec(
        nodeName,
        labels,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        tolerations,
        topologySpreadConstraints,
        requests,
        limits,
        waitsUntilStarted,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same with other pods that it keeps away from.
  public PodSpec apartFrom(PodAffinity others) {
    return new PodSpec(
        nodeName,
        nodeSelector,
        nodeAffinity,
        podAffinity,
        others,
        tolerations,
        topologySpreadConstraints,
        requests,
        limits,
        waitsUntilStarted,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same with other tolerations.
  public PodSpec tolerating(List<Toleration> others) {
    return new PodSpec(
        nodeName,
        nodeSelector,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        others,
        topologySpreadConstraints,
        requests,
        limits,
        waitsUntilStarted,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same spread in another way.
  public PodSpec spreadBy(List<TopologySpreadConstraint> others) {
    return new PodSpec(
        nodeName,
        nodeSelector,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        tolerations,
        others,
        requests,
        limits,
        waitsUntilStarted,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same with other limits.
  public PodSpec limitedTo(ResourceAmounts others) {
    return new PodSpec(
        nodeName,
        nodeSelector,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        tolerations,
        topologySpreadConstraints,
        requests,
        others,
        waitsUntilStarted,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same with a probe, so that it is not ready as soon as it runs.
  public PodSpec probed() {
    return new PodSpec(
        nodeName,
        nodeSelector,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        tolerations,
        topologySpreadConstraints,
        requests,
        limits,
        true,
        privileged,
        hostPorts,
        restartPolicy,
        priority);
  }

  /// The same without privileges.
  public PodSpec unprivileged() {
    return new PodSpec(
        nodeName,
        nodeSelector,
        nodeAffinity,
        podAffinity,
        podAntiAffinity,
        tolerations,
        topologySpreadConstraints,
        requests,
        limits,
        waitsUntilStarted,
        false,
        hostPorts,
        restartPolicy,
        priority);
  }
}
