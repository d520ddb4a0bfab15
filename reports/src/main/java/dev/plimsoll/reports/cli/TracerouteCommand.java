package dev.plimsoll.reports.cli;

import dev.plimsoll.kubernetes.KubernetesObject;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.network.ingress.Reading;
import dev.plimsoll.network.layers.ClusterNetwork;
import dev.plimsoll.network.layers.ClusterObjects;
import dev.plimsoll.network.layers.IngressController;
import dev.plimsoll.network.layers.MisplacedException;
import dev.plimsoll.network.layers.PodEndpoints;
import dev.plimsoll.network.layers.Reach;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Proxy;
import dev.plimsoll.network.traceroute.Traceroute;
import dev.plimsoll.reports.cluster.ManifestFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plimsoll traceroute -f PATH TO`: a packet's way through a cluster's networks, and back.
@Command(
    name = "traceroute",
    description = {
      "Follow a packet, and its answer, hop by hop through the networks of a cluster: nodes, pods,",
      "Services, and what is outside. Exit status: 0 it is answered whichever way it goes; 12 it"
          + " is",
      "not on some way; 21 that cannot be told; 65 a file cannot be read, or its objects do not"
          + " fit",
      "together."
    })
final class TracerouteCommand implements Callable<Integer> {

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "PATH",
      description = {
        "Nodes, Pods, Services, EndpointSlices and Ingresses as YAML or JSON, or a folder of them.",
        "Repeatable. Services without any EndpointSlice get the endpoints that their selector"
            + " finds."
      })
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "outside|pod/NAMESPACE/NAME|node/NAME",
      description = "Who sends it; default: a host outside.")
  private String from = "outside";

  @Option(
      names = "--protocol",
      paramLabel = "tcp|udp|sctp",
      converter = ProtocolReader.class,
      description = "To an ADDRESS:PORT; default: tcp. A Service's port has its own.")
  private IpProtocol protocol = IpProtocol.TCP;

  @Option(
      names = "--length",
      paramLabel = "BYTES",
      description = "Of the IP packet, and of its answer; default: 60, a SYN.")
  private int length = Probe.SYN;

  @Option(
      names = "--ip-family",
      paramLabel = "IPv4|IPv6",
      converter = RulesCommand.FamilyReader.class,
      description = "Of a Service with addresses of both; default: that of the first.")
  private @Nullable Family family;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description =
          "For a URL, the class of the load balancer that is asked; default: the only one.")
  private @Nullable String className;

  @Option(names = "--all", description = "Tell every way hop by hop, not one of each result.")
  private boolean all;

  @Mixin TracerouteOptions network;

  @Parameters(
      paramLabel = "TO",
      description = "service/NAMESPACE/NAME:PORT, ADDRESS:PORT, or a URL, which Ingresses lead on.")
  private String to = "";

  @Mixin Output output;

  @Mixin HelpOption help;

  static final class ProtocolReader implements picocli.CommandLine.ITypeConverter<IpProtocol> {
    @Override
    public IpProtocol convert(String word) {
      return Stream.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP)
          .filter(each -> each.toString().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new picocli.CommandLine.TypeConversionException(
                      "expected tcp, udp or sctp, but is '" + word + "'"));
    }
  }

  /// Where packets are sent.
  private record Course(
      IpProtocol protocol, Family family, List<Endpoint> endpoints, Proxy proxy) {}

  @Override
  public Integer call() {
    var target = TracerouteTarget.parse(to);
    var settings = network.settings();
    if (length < Probe.SYN || length > 65_535) {
      throw new UsageException(
          "--length: expected %d to 65535 bytes, but is %d".formatted(Probe.SYN, length));
    }
    var manifests = new ManifestFiles(paths).read(file -> new InputFile(file).text());
    try {
      var course = course(target, manifests);
      var objects = objects(manifests, course.family());
      var outside = Optional.ofNullable(network.outside()).or(() -> stranger(course, objects));
      var topology =
          ClusterNetwork.of(
              objects, course.family(), outside.map(settings::withOutside).orElse(settings));
      var answer = answer(course, topology, new Traceroute(topology, course.proxy()), manifests);
      if (output.isText()) {
        output.print(TracerouteText.lines(answer, all));
      } else {
        output.print(TracerouteJson.encode(answer));
      }
      return answer.status();
    } catch (MisplacedException e) {
      throw new ManifestException(
          manifests.objects().stream()
              .filter(each -> each.object().equals(e.object()))
              .reduce((_, last) -> last)
              .orElseThrow()
              .place(e.pointer()),
          String.valueOf(e.getMessage()));
    }
  }

  private TracerouteAnswer answer(
      Course course, Topology topology, Traceroute traceroute, Manifests manifests) {
    var sender = sender(topology, manifests);
    var asked =
        course.endpoints().stream()
            .map(
                endpoint ->
                    new TracerouteAnswer.Asked(
                        endpoint,
                        traceroute.journeys(
                            new Probe(sender, course.protocol(), endpoint, length))))
            .toList();
    return new TracerouteAnswer(sender, course.protocol(), length, asked);
  }

  private String sender(Topology topology, Manifests manifests) {
    if (from.equals("outside")) {
      return ClusterNetwork.OUTSIDE;
    }
    var words = from.split("/", 2);
    var name =
        words[0].equals("pod") && words.length == 2
            ? pod(words[1], manifests)
            : words[0].equals("node") && words.length == 2 ? words[1] : "";
    if (name.isEmpty() || !topology.namespaces().containsKey(name)) {
      throw new UsageException(
          "--from: expected outside, pod/NAMESPACE/NAME of a pod that has an address, or node/NAME,"
              + " but is '%s'".formatted(from));
    }
    return name;
  }

  /// The namespace of a pod.
  private static String pod(String name, Manifests manifests) {
    return latest(manifests, Pod.class).stream()
        .filter(pod -> pod.metadata().namespacedName().equals(name))
        .filter(pod -> pod.network().isOfNode())
        .flatMap(pod -> pod.spec().nodeName().stream())
        .findFirst()
        .orElse(name);
  }

  /// An address that nobody in the cluster has, so that the host outside is whoever does.
  private static Optional<Address> stranger(Course course, ClusterObjects objects) {
    var own =
        Stream.of(
                objects.nodes().stream().flatMap(node -> node.addresses().stream()),
                objects.pods().stream().flatMap(pod -> pod.network().addresses().stream()),
                objects.services().stream().flatMap(TracerouteCommand::addresses))
            .flatMap(each -> each)
            .toList();
    return course.endpoints().stream()
        .map(Endpoint::address)
        .filter(address -> !own.contains(address) && !address.isLoopback())
        .filter(
            address ->
                objects.nodes().stream()
                    .flatMap(node -> node.podCidrs().stream())
                    .noneMatch(block -> block.contains(address)))
        .findFirst();
  }

  private static Stream<Address> addresses(Service service) {
    return Stream.of(
            service.spec().clusterIps().stream(),
            service.spec().externalIps().stream(),
            service.loadBalancer().stream().flatMap(it -> Optional.ofNullable(it.ip()).stream()))
        .flatMap(each -> each);
  }

  private Course course(TracerouteTarget target, Manifests manifests) {
    return switch (target) {
      case TracerouteTarget.At(var endpoint) ->
          new Course(protocol, endpoint.address().family(), List.of(endpoint), Proxy.NONE);
      case TracerouteTarget.OfService service -> course(service, manifests);
      case TracerouteTarget.Url(var request) -> {
        var used = family == null ? Family.IPV4 : family;
        var decision =
            IngressChoice.of(manifests, className).balancer(Reading.PREFIX).decide(request);
        var controller = IngressController.of(objects(manifests, used), used, decision);
        if (controller.addresses().isEmpty()) {
          output
              .err()
              .println(
                  "plimsoll: expected a pod at whose node's port %d it waits, found none"
                      .formatted(request.port()));
        }
        yield new Course(IpProtocol.TCP, used, controller.addresses(), controller);
      }
    };
  }

  private Course course(TracerouteTarget.OfService wanted, Manifests manifests) {
    var service =
        latest(manifests, Service.class).stream()
            .filter(each -> each.metadata().namespace().equals(wanted.namespace()))
            .filter(each -> each.metadata().name().equals(wanted.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no Service %s/%s".formatted(wanted.namespace(), wanted.name())));
    var port =
        service.spec().ports().stream()
            .filter(each -> isMeant(each, wanted.port()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "Service %s/%s: expected one of its ports %s, but is '%s'"
                            .formatted(
                                wanted.namespace(),
                                wanted.name(),
                                service.spec().ports().stream().map(ServicePort::port).toList(),
                                wanted.port())));
    var used = family == null ? family(service) : family;
    var reach = new Reach(objects(manifests, used), used);
    return new Course(
        IpProtocol.of(port.protocol()),
        used,
        from.equals("outside") ? reach.outside(service, port) : reach.inside(service, port),
        Proxy.NONE);
  }

  private static boolean isMeant(ServicePort port, String wanted) {
    return port.name().equals(wanted) || Integer.toString(port.port()).equals(wanted);
  }

  private static Family family(Service service) {
    return service.spec().clusterIps().stream()
        .findFirst()
        .map(Address::family)
        .orElse(Family.IPV4);
  }

  /// The objects; where there is no EndpointSlice, those that a controller would make.
  private static ClusterObjects objects(Manifests manifests, Family family) {
    var pods = latest(manifests, Pod.class);
    var services = latest(manifests, Service.class);
    var slices = manifests.endpointSlices();
    return new ClusterObjects(
        latest(manifests, Node.class),
        pods,
        services,
        slices.isEmpty() ? PodEndpoints.of(services, pods, family) : slices);
  }

  /// Objects by name; of two with one name the later, as when files are applied in order.
  private static <T extends KubernetesObject> List<T> latest(Manifests manifests, Class<T> type) {
    var byName = new LinkedHashMap<String, T>();
    manifests.ofType(type).forEach(each -> byName.put(each.metadata().namespacedName(), each));
    return byName.values().stream()
        .sorted(Comparator.comparing(each -> each.metadata().namespacedName()))
        .toList();
  }
}
