package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.ingress.IngressBackend;
import dev.plimsoll.network.ingress.Decision;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Proxy;
import java.util.List;
import java.util.Optional;

/// Pods to which a port of their node leads, and which send requests on as Ingresses say: to the
/// ready endpoints of the Service that they name, as ingress-nginx, Traefik and HAProxy do, and not
/// to its cluster IP.
public final class IngressController implements Proxy {

  private final Reach reach;
  private final Decision decision;
  private final List<Sandbox> pods;

  private IngressController(Reach reach, Decision decision, List<Sandbox> pods) {
    this.reach = reach;
    this.decision = decision;
    this.pods = pods;
  }

  /// The pods that wait for a request at the ports of their nodes.
  ///
  /// @param decision what is done with the request
  /// @throws MisplacedException as [ClusterNetwork#of] does
  public static IngressController of(ClusterObjects objects, Family family, Decision decision) {
    var port = decision.request().port();
    var pods =
        Placement.of(objects, family).sandboxes().stream().filter(pod -> waits(pod, port)).toList();
    return new IngressController(new Reach(objects, family), decision, pods);
  }

  private static boolean waits(Sandbox pod, int at) {
    return pod.ports().stream()
        .filter(port -> port.protocol() == Protocol.TCP)
        .anyMatch(
            port ->
                pod.isOfNode()
                    ? port.port() == at
                    : port.hostPort().filter(it -> it == at).isPresent());
  }

  /// Where clients find them: at each node that has one.
  public List<Endpoint> addresses() {
    return pods.stream()
        .map(pod -> new Endpoint(pod.machine().address(), decision.request().port()))
        .distinct()
        .toList();
  }

  @Override
  public Optional<Onward> at(String namespace) {
    return pods.stream().anyMatch(pod -> pod.namespace().equals(namespace))
        ? Optional.of(onward(namespace))
        : Optional.empty();
  }

  private Onward onward(String from) {
    var backend = decision.target().backend();
    var source = decision.target().source();
    if (backend.isEmpty() || source.isEmpty()) {
      return new Onward("no Ingress says whom to ask for " + decision.request(), List.of());
    }
    var namespace = source.get().metadata().namespace();
    var name = "%s/%s".formatted(namespace, backend.get());
    var upstream = endpoints(namespace, backend.get());
    return upstream.isEmpty()
        ? new Onward(
            "%s asks %s, which has no endpoints".formatted(decision.request(), name), List.of())
        : new Onward(
            "%s asks %s, by Ingress %s"
                .formatted(decision.request(), name, source.get().metadata().namespacedName()),
            upstream.stream().map(to -> new Probe(from, IpProtocol.TCP, to, Probe.SYN)).toList());
  }

  private List<Endpoint> endpoints(String namespace, IngressBackend backend) {
    return switch (backend) {
      case IngressBackend.ToResource _ -> List.of();
      case IngressBackend.ToService(var name, var port) ->
          reach.objects().services().stream()
              .filter(each -> each.metadata().namespace().equals(namespace))
              .filter(each -> each.metadata().name().equals(name))
              .flatMap(service -> endpoints(service, port).stream())
              .toList();
    };
  }

  private List<Endpoint> endpoints(Service service, IngressBackend.Port port) {
    return service.spec().ports().stream()
        .filter(each -> isMeant(each, port) && each.protocol() == Protocol.TCP)
        .flatMap(each -> reach.endpoints(service, each).stream())
        .toList();
  }

  private static boolean isMeant(ServicePort port, IngressBackend.Port given) {
    return switch (given) {
      case IngressBackend.ByNumber(var number) -> port.port() == number;
      case IngressBackend.ByName(var name) -> port.name().equals(name);
    };
  }
}
