package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import dev.plimsoll.kubernetes.workload.Taint;
import io.fabric8.kubernetes.api.model.NodeStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a Node.
final class NodeDecoder {

  static final Fields FIELDS =
      MetadataDecoder.FIELDS.with("spec", Fields.of("taints", "unschedulable"));

  private NodeDecoder() {}

  static Node decode(io.fabric8.kubernetes.api.model.Node node, Position object) {
    var metadata = MetadataDecoder.decodeOfCluster(node.getMetadata(), object);
    var spec = node.getSpec();
    var at = object.descend("spec", "taints");
    var taints = spec == null ? List.<Taint>of() : each(spec.getTaints(), at, NodeDecoder::taint);
    return at.check(
        () ->
            new Node(
                metadata,
                taints,
                spec != null && Boolean.TRUE.equals(spec.getUnschedulable()),
                allocatable(node.getStatus(), object.field("status"))));
  }

  private static Taint taint(io.fabric8.kubernetes.api.model.Taint taint, Position at) {
    var key = at.field("key").require(taint.getKey(), "a key");
    var text = at.field("effect").require(taint.getEffect(), "an effect");
    var effect = at.field("effect").constant(Taint.Effect.class, text);
    return at.field("key")
        .check(() -> new Taint(key, taint.getValue() == null ? "" : taint.getValue(), effect));
  }

  private static Optional<ResourceAmounts> allocatable(@Nullable NodeStatus status, Position at) {
    if (status == null) {
      return Optional.empty();
    }
    var allocatable = status.getAllocatable();
    if (allocatable != null && !allocatable.isEmpty()) {
      return Optional.of(QuantityDecoder.amounts(allocatable, at.field("allocatable")));
    }
    var capacity = status.getCapacity();
    return capacity == null || capacity.isEmpty()
        ? Optional.empty()
        : Optional.of(QuantityDecoder.amounts(capacity, at.field("capacity")));
  }
}
