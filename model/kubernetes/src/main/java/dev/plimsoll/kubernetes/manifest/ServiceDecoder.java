package dev.plimsoll.kubernetes.manifest;

import dev.plimsoll.kubernetes.LoadBalancerIngress;
import dev.plimsoll.kubernetes.LoadBalancerIngress.IpMode;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServicePort.TargetPort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.ServiceType;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.kubernetes.TrafficPolicy;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a Service, with the defaults that the API server fills in (core/v1 `defaults.go`, v1.30).
final class ServiceDecoder {

  static final Fields FIELDS =
      MetadataDecoder.FIELDS
          .with("metadata.annotations", new Fields.Whole())
          .with(
              "spec",
              Fields.of(
                  "type",
                  "selector",
                  "ports[].name",
                  "ports[].protocol",
                  "ports[].port",
                  "ports[].targetPort",
                  "ports[].nodePort",
                  "clusterIP",
                  "clusterIPs",
                  "externalIPs",
                  "loadBalancerSourceRanges",
                  "internalTrafficPolicy",
                  "externalTrafficPolicy",
                  "sessionAffinity",
                  "sessionAffinityConfig",
                  "healthCheckNodePort",
                  "publishNotReadyAddresses",
                  "ipFamilies",
                  "externalName"));

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\.?");

  private ServiceDecoder() {}

  static Service decode(io.fabric8.kubernetes.api.model.Service service, Position object) {
    var metadata = MetadataDecoder.decode(service.getMetadata(), object);
    var at = object.field("spec");
    var spec = at.require(service.getSpec(), "a spec");
    return new Service(
        metadata, at.check(() -> spec(spec, at)), ingress(service.getStatus(), object));
  }

  private static ServiceSpec spec(io.fabric8.kubernetes.api.model.ServiceSpec spec, Position at) {
    var type =
        spec.getType() == null
            ? ServiceType.CLUSTER_IP
            : at.field("type").constant(ServiceType.class, spec.getType());
    var headless = "None".equals(spec.getClusterIP());
    return new ServiceSpec(
        type,
        SelectorDecoder.sorted(spec.getSelector()),
        each(spec.getPorts(), at.field("ports"), ServiceDecoder::port),
        headless || type == ServiceType.EXTERNAL_NAME ? List.of() : clusterIps(spec, at),
        headless,
        each(spec.getExternalIPs(), at.field("externalIPs"), ServiceDecoder::address),
        each(
            spec.getLoadBalancerSourceRanges(),
            at.field("loadBalancerSourceRanges"),
            (text, place) -> place.check(() -> Prefix.parse(text.strip()).unmapped())),
        policy(spec.getInternalTrafficPolicy(), at.field("internalTrafficPolicy")),
        policy(spec.getExternalTrafficPolicy(), at.field("externalTrafficPolicy")),
        affinity(spec, at),
        spec.getHealthCheckNodePort() == null ? 0 : spec.getHealthCheckNodePort(),
        Boolean.TRUE.equals(spec.getPublishNotReadyAddresses()),
        each(
            spec.getIpFamilies(),
            at.field("ipFamilies"),
            (text, place) -> place.constant(Family.class, text)),
        type == ServiceType.EXTERNAL_NAME
            ? externalName(spec.getExternalName(), at.field("externalName"))
            : "");
  }

  /// The API server takes a subdomain, which may end with a dot.
  private static String externalName(@Nullable String text, Position at) {
    var name = at.require(text, "a name in DNS, as the type is ExternalName");
    if (!SUBDOMAIN.matcher(name).matches() || name.length() > 254) {
      throw at.error(
          "expected a name such as www.example.com, found \"%s\""
              .formatted(ManifestReader.shortened(name)));
    }
    return name;
  }

  private static List<Address> clusterIps(
      io.fabric8.kubernetes.api.model.ServiceSpec spec, Position at) {
    var many = spec.getClusterIPs();
    if (many != null && !many.isEmpty()) {
      return each(many, at.field("clusterIPs"), ServiceDecoder::address);
    }
    var one = spec.getClusterIP();
    return one == null || one.isEmpty() ? List.of() : List.of(address(one, at.field("clusterIP")));
  }

  private static ServicePort port(io.fabric8.kubernetes.api.model.ServicePort port, Position at) {
    var number = at.field("port").require(port.getPort(), "a port of 1 to 65535");
    var protocol =
        port.getProtocol() == null
            ? Protocol.TCP
            : at.field("protocol").constant(Protocol.class, port.getProtocol());
    return at.check(
        () ->
            new ServicePort(
                port.getName() == null ? "" : port.getName(),
                protocol,
                number,
                targetPort(port.getTargetPort()),
                port.getNodePort() == null ? 0 : port.getNodePort()));
  }

  /// The zero that Go's encoder writes for a target port that was not set counts as none.
  private static @Nullable TargetPort targetPort(@Nullable IntOrString target) {
    if (target == null) {
      return null;
    }
    if (target.getStrVal() != null) {
      return new TargetPort.ByName(target.getStrVal());
    }
    return target.getIntVal() == null || target.getIntVal() == 0
        ? null
        : new TargetPort.ByNumber(target.getIntVal());
  }

  private static TrafficPolicy policy(@Nullable String text, Position at) {
    return text == null || text.isEmpty()
        ? TrafficPolicy.CLUSTER
        : at.constant(TrafficPolicy.class, text);
  }

  private static SessionAffinity affinity(
      io.fabric8.kubernetes.api.model.ServiceSpec spec, Position at) {
    var text = spec.getSessionAffinity();
    if (text == null || text.isEmpty() || text.equals("None")) {
      return new SessionAffinity.None();
    }
    if (!text.equals("ClientIP")) {
      throw at.field("sessionAffinity")
          .error("expected one of [None, ClientIP], found \"" + text + "\"");
    }
    var config = spec.getSessionAffinityConfig();
    var timeout =
        config == null || config.getClientIP() == null
            ? null
            : config.getClientIP().getTimeoutSeconds();
    return at.field("sessionAffinityConfig")
        .check(
            () ->
                new SessionAffinity.ClientIp(
                    timeout == null ? SessionAffinity.ClientIp.DEFAULT_TIMEOUT_SECONDS : timeout));
  }

  private static List<LoadBalancerIngress> ingress(
      io.fabric8.kubernetes.api.model.@Nullable ServiceStatus status, Position object) {
    if (status == null || status.getLoadBalancer() == null) {
      return List.of();
    }
    return each(
        status.getLoadBalancer().getIngress(),
        object.field("status").field("loadBalancer").field("ingress"),
        (ingress, at) ->
            new LoadBalancerIngress(
                ingress.getIp() == null || ingress.getIp().isEmpty()
                    ? null
                    : address(ingress.getIp(), at.field("ip")),
                ingress.getHostname(),
                ingress.getIpMode() == null
                    ? IpMode.VIP
                    : at.field("ipMode").constant(IpMode.class, ingress.getIpMode())));
  }

  private static Address address(String text, Position at) {
    return at.check(() -> Address.parse(text).unmapped());
  }

  /// Every element read at its own position; a list that is absent is empty.
  static <T, R> List<R> each(@Nullable List<T> list, Position at, BiFunction<T, Position, R> read) {
    var result = new ArrayList<R>();
    var elements = list == null ? List.<T>of() : list;
    for (var i = 0; i < elements.size(); i++) {
      var position = at.index(i);
      result.add(read.apply(position.require(elements.get(i), "a value"), position));
    }
    return result;
  }
}
