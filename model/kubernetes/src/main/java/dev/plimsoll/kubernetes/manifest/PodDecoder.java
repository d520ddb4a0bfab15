package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.workload.Pod;
import java.util.Optional;

/// Reads a Pod.
final class PodDecoder {

  static final Fields FIELDS =
      MetadataDecoder.FIELDS
          .with("metadata.ownerReferences", new Fields.Whole())
          .with("spec", PodSpecDecoder.FIELDS)
          .with("spec.containers[].ports[]", PodNetworkDecoder.PORTS);

  private PodDecoder() {}

  static Pod decode(io.fabric8.kubernetes.api.model.Pod pod, Position object) {
    var metadata = MetadataDecoder.decode(pod.getMetadata(), object);
    var at = object.field("spec");
    var status = pod.getStatus();
    var phase = status == null || status.getPhase() == null ? "" : status.getPhase();
    var spec = PodSpecDecoder.decode(at.require(pod.getSpec(), "a spec"), at);
    return new Pod(
        metadata,
        MetadataDecoder.owner(pod.getMetadata(), object),
        spec,
        phase.isEmpty()
            ? Optional.empty()
            : Optional.of(object.descend("status", "phase").constant(Pod.Phase.class, phase)),
        PodNetworkDecoder.decode(pod, spec.hostNetwork(), object));
  }
}
