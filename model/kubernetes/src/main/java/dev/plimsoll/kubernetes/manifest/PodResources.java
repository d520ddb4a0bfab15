package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/// Adds up what the containers of a pod ask for and are limited to: `PodRequests` and `PodLimits`
/// of `pkg/api/v1/resource/helpers.go`, v1.30.
///
/// @param containers that run together
/// @param initContainers that run before them, one after the other; those that are restarted stay
/// @param overhead what the pod takes besides
record PodResources(
    List<OfContainer> containers, List<OfContainer> initContainers, ResourceAmounts overhead) {

  static final Fields FIELDS =
      Fields.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  /// Of one container.
  ///
  /// @param requests as the limits where they are left out
  /// @param limits none where absent
  /// @param restarted whether it stays while others run
  record OfContainer(ResourceAmounts requests, ResourceAmounts limits, boolean restarted) {}

  static PodResources of(PodSpec spec, Position at) {
    return new PodResources(
        each(spec.getContainers(), at.field("containers"), PodResources::ofContainer),
        each(spec.getInitContainers(), at.field("initContainers"), PodResources::ofContainer),
        QuantityDecoder.amounts(spec.getOverhead(), at.field("overhead")));
  }

  private static OfContainer ofContainer(Container container, Position at) {
    var restarted = "Always".equals(container.getRestartPolicy());
    var resources = container.getResources();
    if (resources == null) {
      return new OfContainer(ResourceAmounts.NONE, ResourceAmounts.NONE, restarted);
    }
    var here = at.field("resources");
    var limits = QuantityDecoder.amounts(resources.getLimits(), here.field("limits"));
    var requests =
        QuantityDecoder.amounts(resources.getRequests(), here.field("requests")).orElse(limits);
    requireWithin(requests.cpuMilli(), limits.cpuMilli(), here.descend("requests", "cpu"));
    requireWithin(requests.memoryBytes(), limits.memoryBytes(), here.descend("requests", "memory"));
    return new OfContainer(requests, limits, restarted);
  }

  private static void requireWithin(OptionalLong request, OptionalLong limit, Position at) {
    if (request.orElse(0) > limit.orElse(Long.MAX_VALUE)) {
      throw at.error("expected a request of at most the limit");
    }
  }

  /// What the scheduler counts.
  ResourceAmounts requests() {
    return total(OfContainer::requests).plus(overhead);
  }

  /// What the pod as a whole is limited to.
  ResourceAmounts limits() {
    var all = new ArrayList<>(containers);
    all.addAll(initContainers);
    var total = total(OfContainer::limits);
    for (var container : all) {
      total = total.onlyWhere(container.limits());
    }
    return total.plus(overhead).onlyWhere(total);
  }

  private ResourceAmounts total(Function<OfContainer, ResourceAmounts> amounts) {
    var together =
        containers.stream().map(amounts).reduce(ResourceAmounts.NONE, ResourceAmounts::plus);
    var staying = ResourceAmounts.NONE;
    var before = ResourceAmounts.NONE;
    for (var container : initContainers) {
      var running = staying.plus(amounts.apply(container));
      before = before.max(running);
      staying = container.restarted() ? running : staying;
    }
    return together.plus(staying).max(before);
  }
}
