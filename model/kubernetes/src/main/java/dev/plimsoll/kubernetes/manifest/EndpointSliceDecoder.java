package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.Endpoint;
import dev.plimsoll.kubernetes.EndpointPort;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.EndpointSlice.AddressType;
import dev.plimsoll.kubernetes.Protocol;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an EndpointSlice.
final class EndpointSliceDecoder {

  static final Fields FIELDS =
      MetadataDecoder.FIELDS
          .with("metadata.annotations", new Fields.Whole())
          .with("addressType", new Fields.Whole())
          .with(
              "endpoints[]",
              Fields.of(
                  "addresses",
                  "conditions",
                  "nodeName",
                  "zone",
                  "hints.forZones",
                  "hints.forNodes",
                  "hostname",
                  "targetRef"))
          .with("ports[]", Fields.of("name", "protocol", "port"));

  private EndpointSliceDecoder() {}

  static EndpointSlice decode(
      io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice slice, Position object) {
    var metadata = MetadataDecoder.decode(slice.getMetadata(), object);
    var at = object.field("addressType");
    var type =
        at.constant(AddressType.class, at.require(slice.getAddressType(), "IPv4, IPv6 or FQDN"));
    var endpoints =
        each(
            slice.getEndpoints(),
            object.field("endpoints"),
            (endpoint, place) -> endpoint(endpoint, type, place));
    var ports = each(slice.getPorts(), object.field("ports"), EndpointSliceDecoder::port);
    return object
        .field("endpoints")
        .check(() -> new EndpointSlice(metadata, type, endpoints, ports));
  }

  private static Endpoint endpoint(
      io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint,
      AddressType type,
      Position at) {
    var addresses =
        each(
            endpoint.getAddresses(),
            at.field("addresses"),
            (address, place) -> place.check(() -> type.canonical(address)));
    var unnamed =
        at.field("addresses")
            .check(
                () ->
                    new Endpoint(
                        addresses,
                        conditions(endpoint.getConditions()),
                        endpoint.getNodeName(),
                        endpoint.getZone(),
                        zoneHints(endpoint.getHints(), at.field("hints").field("forZones")),
                        nodeHints(endpoint.getHints(), at.field("hints").field("forNodes"))));
    return at.field("hostname")
        .check(() -> unnamed.named(endpoint.getHostname(), podName(endpoint.getTargetRef())));
  }

  private static @Nullable String podName(@Nullable ObjectReference target) {
    return target == null ? null : target.getName();
  }

  private static Endpoint.Conditions conditions(@Nullable EndpointConditions conditions) {
    return conditions == null
        ? new Endpoint.Conditions(null, null, null)
        : new Endpoint.Conditions(
            conditions.getReady(), conditions.getServing(), conditions.getTerminating());
  }

  private static List<String> zoneHints(@Nullable EndpointHints hints, Position at) {
    return hints == null
        ? List.of()
        : each(
            hints.getForZones(),
            at,
            (zone, place) -> place.field("name").require(zone.getName(), "a zone"));
  }

  private static List<String> nodeHints(@Nullable EndpointHints hints, Position at) {
    return hints == null
        ? List.of()
        : each(
            hints.getForNodes(),
            at,
            (node, place) -> place.field("name").require(node.getName(), "a node"));
  }

  private static EndpointPort port(
      io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort port, Position at) {
    var protocol =
        port.getProtocol() == null
            ? Protocol.TCP
            : at.field("protocol").constant(Protocol.class, port.getProtocol());
    return at.check(() -> new EndpointPort(port.getName(), protocol, port.getPort()));
  }
}
