package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.ResourceAmounts;
import dev.plimsoll.kubernetes.workload.Taint;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a Node.
final class NodeDecoder {

  static final Fields FIELDS =
      MetadataDecoder.FIELDS.with(
          "spec", Fields.of("taints", "unschedulable", "podCIDR", "podCIDRs"));

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
                allocatable(node.getStatus(), object.field("status")),
                addresses(node.getStatus(), object.descend("status", "addresses")),
                podCidrs(spec, object.field("spec"))));
  }

  private static List<Address> addresses(@Nullable NodeStatus status, Position at) {
    var all =
        each(
            status == null ? null : status.getAddresses(),
            at,
            (given, where) ->
                "InternalIP".equals(given.getType())
                    ? Optional.of(address(given.getAddress(), where.field("address")))
                    : Optional.<Address>empty());
    return all.stream()
        .flatMap(Optional::stream)
        .collect(
            Collectors.toMap(
                Address::family, each -> each, (first, _) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static Address address(@Nullable String text, Position at) {
    var given = at.require(text, "an address");
    return at.check(() -> Address.parse(given).unmapped());
  }

  private static List<Prefix> podCidrs(@Nullable NodeSpec spec, Position at) {
    if (spec == null) {
      return List.of();
    }
    var many =
        each(
            spec.getPodCIDRs(),
            at.field("podCIDRs"),
            (text, where) -> where.check(() -> Prefix.parse(text)));
    var one = spec.getPodCIDR();
    return !many.isEmpty() || one == null || one.isEmpty()
        ? many
        : List.of(at.field("podCIDR").check(() -> Prefix.parse(one)));
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
