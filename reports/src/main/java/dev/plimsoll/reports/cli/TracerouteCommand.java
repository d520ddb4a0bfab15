package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.manifest.ManifestException;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.network.ingress.Reading;
import dev.plimsoll.network.layers.ClusterNetwork;
import dev.plimsoll.network.layers.ClusterObjects;
import dev.plimsoll.network.layers.MisplacedException;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Traceroute;
import dev.plimsoll.reports.cluster.ManifestFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `plimsoll traceroute -f PATH TO`: a packet's way through a cluster's networks, and back.
@Command(
    name = "traceroute",
    description = {
      "Follow a packet, and its answer, hop by hop through the networks of a cluster.",
      "These are those of nodes, pods and Services, and what is outside. Exit status: 0 it is"
          + " answered whichever way it goes; 12 it is not on some way; 21 that cannot be told; 65"
          + " a file cannot be read, or its objects do not fit together."
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

  static final class ProtocolReader implements ITypeConverter<IpProtocol> {
    @Override
    public IpProtocol convert(String word) {
      return Stream.of(IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP)
          .filter(each -> each.toString().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException("expected tcp, udp or sctp, but is '" + word + "'"));
    }
  }

  @Override
  public Integer call() {
    var target = TracerouteTarget.parse(to);
    var settings = network.settings();
    if (length < Probe.SYN || length > 65_535) {
      throw new UsageException(
          "--length: expected %d to 65535 bytes, but is %d".formatted(Probe.SYN, length));
    }
    var manifests = new ManifestFiles(paths).read(file -> new InputFile(file).text());
    if (manifests.ofType(Node.class).isEmpty()) {
      throw new UnreadableException(String.join(", ", paths), "expected at least one Node");
    }
    try {
      var course = course(target, manifests);
      var topology =
          ClusterNetwork.of(course.objects(), course.family(), course.settings(settings, network));
      var answer = answer(course, topology);
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

  private TracerouteCourse course(TracerouteTarget target, Manifests manifests) {
    return switch (target) {
      case TracerouteTarget.At(var endpoint) -> TracerouteCourse.to(endpoint, protocol, manifests);
      case TracerouteTarget.OfService service ->
          TracerouteCourse.to(service, family, from.equals("outside"), manifests);
      case TracerouteTarget.Url(var request) -> {
        var decision =
            IngressChoice.of(manifests, className).balancer(Reading.PREFIX).decide(request);
        var course = TracerouteCourse.to(decision, family, manifests);
        if (course.endpoints().isEmpty()) {
          output
              .err()
              .println(
                  "plimsoll: expected a pod to which port %d of its node leads, found none"
                      .formatted(request.port()));
        }
        yield course;
      }
    };
  }

  private TracerouteAnswer answer(TracerouteCourse course, Topology topology) {
    var traceroute = new Traceroute(topology, course.proxy());
    var sender = sender(topology, course.objects());
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

  private String sender(Topology topology, ClusterObjects objects) {
    if (from.equals("outside")) {
      return ClusterNetwork.OUTSIDE;
    }
    var words = from.split("/", 2);
    var name =
        words[0].equals("pod") && words.length == 2
            ? pod(words[1], objects)
            : words[0].equals("node") && words.length == 2 ? words[1] : "";
    if (name.isEmpty() || !topology.namespaces().containsKey(name)) {
      throw new UsageException(
          "--from: expected outside, pod/NAMESPACE/NAME of a pod that has an address, or node/NAME,"
              + " but is '%s'".formatted(from));
    }
    return name;
  }

  /// The namespace of a pod.
  private static String pod(String name, ClusterObjects objects) {
    return objects.pods().stream()
        .filter(pod -> pod.metadata().namespacedName().equals(name))
        .filter(pod -> pod.spec().hostNetwork())
        .flatMap(pod -> pod.spec().nodeName().stream())
        .findFirst()
        .orElse(name);
  }
}
