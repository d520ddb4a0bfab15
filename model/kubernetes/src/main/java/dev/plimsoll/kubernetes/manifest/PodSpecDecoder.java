package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.workload.PodSpec;
import dev.plimsoll.kubernetes.workload.PodSpec.RestartPolicy;
import dev.plimsoll.kubernetes.workload.Taint;
import dev.plimsoll.kubernetes.workload.Toleration;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint;
import dev.plimsoll.kubernetes.workload.TopologySpreadConstraint.WhenUnsatisfiable;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the spec of a pod, with the defaults that the API server fills in (core/v1 `defaults.go`,
/// v1.30). Of probes only counts that there are some.
final class PodSpecDecoder {

  static final Fields FIELDS =
      Fields.of(
              "nodeName",
              "nodeSelector",
              "tolerations",
              "topologySpreadConstraints[].maxSkew",
              "topologySpreadConstraints[].topologyKey",
              "topologySpreadConstraints[].whenUnsatisfiable",
              "topologySpreadConstraints[].labelSelector",
              "topologySpreadConstraints[].matchLabelKeys",
              "containers[].name",
              "containers[].ports[].containerPort",
              "containers[].ports[].hostPort",
              "containers[].readinessProbe",
              "containers[].startupProbe",
              "containers[].securityContext.privileged",
              "initContainers[].name",
              "initContainers[].restartPolicy",
              "initContainers[].securityContext.privileged",
              "hostNetwork",
              "overhead.cpu",
              "overhead.memory",
              "restartPolicy",
              "priority",
              "dnsPolicy")
          .with("dnsConfig", PodDnsDecoder.FIELDS)
          .with("affinity", AffinityDecoder.FIELDS)
          .with("containers[].resources", PodResources.FIELDS)
          .with("initContainers[].resources", PodResources.FIELDS);

  private PodSpecDecoder() {}

  static PodSpec decode(io.fabric8.kubernetes.api.model.PodSpec spec, Position at) {
    var containers = spec.getContainers();
    if (containers == null || containers.isEmpty()) {
      throw at.field("containers").error("expected at least one container");
    }
    var affinity = spec.getAffinity();
    var nearby = at.field("affinity");
    var resources = PodResources.of(spec, at);
    var nodeName = spec.getNodeName();
    var hostNetwork = Boolean.TRUE.equals(spec.getHostNetwork());
    return new PodSpec(
        Optional.ofNullable(nodeName).filter(name -> !name.isEmpty()),
        SelectorDecoder.sorted(spec.getNodeSelector()),
        AffinityDecoder.ofNodes(affinity, nearby),
        AffinityDecoder.ofPods(affinity, nearby),
        AffinityDecoder.againstPods(affinity, nearby),
        each(spec.getTolerations(), at.field("tolerations"), PodSpecDecoder::toleration),
        each(
            spec.getTopologySpreadConstraints(),
            at.field("topologySpreadConstraints"),
            PodSpecDecoder::constraint),
        resources.requests(),
        resources.limits(),
        containers.stream().anyMatch(PodSpecDecoder::isProbed),
        Stream.concat(containers.stream(), orEmpty(spec.getInitContainers()).stream())
            .anyMatch(PodSpecDecoder::isPrivileged),
        hostNetwork,
        hostPorts(containers, hostNetwork, at.field("containers")),
        at.field("restartPolicy")
            .constant(RestartPolicy.class, spec.getRestartPolicy(), RestartPolicy.ALWAYS),
        spec.getPriority() == null ? 0 : spec.getPriority(),
        PodDnsDecoder.decode(spec, at));
  }

  private static boolean isProbed(Container container) {
    return container.getReadinessProbe() != null || container.getStartupProbe() != null;
  }

  private static boolean isPrivileged(Container container) {
    var context = container.getSecurityContext();
    return context != null && Boolean.TRUE.equals(context.getPrivileged());
  }

  private static List<Integer> hostPorts(
      List<Container> containers, boolean hostNetwork, Position at) {
    return each(
            containers,
            at,
            (container, place) ->
                each(
                    container.getPorts(),
                    place.field("ports"),
                    (port, where) -> hostPort(port, hostNetwork, where)))
        .stream()
        .flatMap(List::stream)
        .filter(port -> port != 0)
        .toList();
  }

  /// The port of the node, in the node's network every port; 0 for none.
  private static int hostPort(ContainerPort port, boolean hostNetwork, Position at) {
    var inContainer = at.field("containerPort").require(port.getContainerPort(), "a port");
    var given = port.getHostPort() == null ? 0 : port.getHostPort();
    return hostNetwork
        ? at.field("containerPort").between(1, 65_535, inContainer)
        : at.field("hostPort").between(0, 65_535, given);
  }

  private static Toleration toleration(
      io.fabric8.kubernetes.api.model.Toleration toleration, Position at) {
    var operator =
        at.field("operator")
            .constant(
                Toleration.Operator.class, toleration.getOperator(), Toleration.Operator.EQUAL);
    var effect = toleration.getEffect();
    var seconds = toleration.getTolerationSeconds();
    return at.check(
        () ->
            new Toleration(
                orEmpty(toleration.getKey()),
                operator,
                orEmpty(toleration.getValue()),
                effect == null || effect.isEmpty()
                    ? Optional.empty()
                    : Optional.of(at.field("effect").constant(Taint.Effect.class, effect)),
                seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds)));
  }

  private static TopologySpreadConstraint constraint(
      io.fabric8.kubernetes.api.model.TopologySpreadConstraint constraint, Position at) {
    var skew = at.field("maxSkew").require(constraint.getMaxSkew(), "a number of at least 1");
    var key = at.field("topologyKey").require(constraint.getTopologyKey(), "a label of nodes");
    var otherwise = at.field("whenUnsatisfiable");
    var action =
        otherwise.constant(
            WhenUnsatisfiable.class,
            otherwise.require(
                constraint.getWhenUnsatisfiable(), "DoNotSchedule or ScheduleAnyway"));
    var selector = SelectorDecoder.decode(constraint.getLabelSelector(), at.field("labelSelector"));
    var keys = SelectorDecoder.texts(constraint.getMatchLabelKeys(), at.field("matchLabelKeys"));
    return at.check(() -> new TopologySpreadConstraint(skew, key, action, selector, keys));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
