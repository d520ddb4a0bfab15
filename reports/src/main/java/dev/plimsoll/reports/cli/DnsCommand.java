package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.network.dns.Answer;
import dev.plimsoll.network.dns.ClusterZone;
import dev.plimsoll.network.dns.Configurer;
import dev.plimsoll.network.dns.DomainName;
import dev.plimsoll.network.dns.Lookup;
import dev.plimsoll.network.dns.Outcome;
import dev.plimsoll.network.dns.PodMode;
import dev.plimsoll.network.dns.Question;
import dev.plimsoll.network.dns.Reason;
import dev.plimsoll.network.dns.RecordType;
import dev.plimsoll.network.dns.ResolvConf;
import dev.plimsoll.network.dns.ResolvConfException;
import dev.plimsoll.network.dns.Resolver;
import dev.plimsoll.network.dns.ZoneConfig;
import dev.plimsoll.reports.cluster.ManifestFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `plimsoll dns -f PATH NAME [TYPE]`: what a pod asks for a name, and what it is answered.
@Command(
    name = "dns",
    description = {
      "Say which queries a pod sends for a name, and what the cluster's DNS answers, and why.",
      "The queries are those of the pod's search list; the answers are from objects of manifests.",
      "Exit status: 0 it is answered; 12 there is no such name, or it has no such records; 21 it is"
          + " up to others, such as the name servers of the node; 65 a file cannot be read."
    })
final class DnsCommand implements Callable<Integer> {

  /// The cluster's name server where the manifests have none: what kubeadm gives it.
  private static final Address KUBEADM_DNS = Address.parse("10.96.0.10");

  private static final Set<String> ALWAYS_THERE =
      Set.of("default", "kube-system", "kube-public", "kube-node-lease");

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "PATH",
      description = {
        "Services, EndpointSlices, Pods and their controllers as YAML or JSON, or a folder of"
            + " them.",
        "Repeatable."
      })
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "NAMESPACE[/POD]",
      defaultValue = "default",
      description =
          "Who asks: a pod of a namespace that says nothing of DNS, or a Pod, or the pods of a"
              + " controller. Default: ${DEFAULT-VALUE}.")
  private String from = "";

  @Option(
      names = "--cluster-domain",
      paramLabel = "DOMAIN",
      defaultValue = "cluster.local",
      description = "The domain of the cluster. Default: ${DEFAULT-VALUE}.")
  private String domain = "";

  @Option(
      names = "--cluster-dns",
      paramLabel = "ADDRESS",
      description =
          "The name server of the cluster. Default: the cluster IP of the Service"
              + " kube-system/kube-dns, else 10.96.0.10. Repeatable.")
  private List<String> clusterDns = new ArrayList<>();

  @Option(
      names = "--resolv-conf",
      paramLabel = "FILE",
      description = "The /etc/resolv.conf of the node; without it, it is not known.")
  private @Nullable String resolvConf;

  @Option(
      names = "--resolver",
      paramLabel = "glibc|musl",
      converter = ResolverWord.class,
      defaultValue = "glibc",
      description = "The C library of the pod. Default: ${DEFAULT-VALUE}.")
  private Resolver resolver = Resolver.GLIBC;

  @Option(
      names = "--pods",
      paramLabel = "disabled|insecure|verified",
      converter = PodModeWord.class,
      defaultValue = "insecure",
      description = "The option of that name of CoreDNS. Default: ${DEFAULT-VALUE}.")
  private PodMode pods = PodMode.INSECURE;

  @Option(
      names = "--endpoint-pod-names",
      description = "Endpoints without a hostname are named after their pods.")
  private boolean endpointPodNames;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "As a program has it; with a dot at its end it is not searched for.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TYPE",
      description =
          "A, AAAA, CNAME, PTR, SRV or TXT. Default: A and AAAA, as programs ask; of an address"
              + " PTR.")
  private @Nullable String type;

  @Mixin Output output;

  @Mixin HelpOption help;

  /// Reads the word for a C library.
  static final class ResolverWord implements ITypeConverter<Resolver> {
    @Override
    public Resolver convert(String word) {
      return constant(Resolver.class, word);
    }
  }

  /// Reads the word for which pods have names.
  static final class PodModeWord implements ITypeConverter<PodMode> {
    @Override
    public PodMode convert(String word) {
      return constant(PodMode.class, word);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    var all = Arrays.asList(type.getEnumConstants());
    return all.stream()
        .filter(each -> Parameter.written(each).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, but is '%s'"
                        .formatted(all.stream().map(Parameter::written).toList(), word)));
  }

  @Override
  public Integer call() {
    var manifests = new ManifestFiles(paths).read(file -> new InputFile(file).text());
    var client = DnsClient.parse(from, manifests);
    var zone = new ZoneConfig(name("--cluster-domain", domain), pods, endpointPodNames);
    var servers = servers(manifests);
    var conf =
        new Configurer(zone.domain(), servers, node())
            .of(client.namespace(), client.pod().hostNetwork(), client.pod().dns());
    var known = namespaces(manifests);
    if (known.add(client.namespace())) {
      output
          .err()
          .printf(
              "plimsoll: nothing in %s is in the namespace %s%n",
              String.join(", ", paths), client.namespace());
    }
    var cluster =
        new ClusterZone(
            zone,
            manifests.services(),
            manifests.endpointSlices(),
            manifests.ofType(Pod.class),
            known);
    var lookup = lookUp(conf, servers, cluster);
    var answer = new DnsAnswer(manifests, client, resolver, conf, lookup, resolvConf != null);
    if (output.isText()) {
      output.print(DnsText.lines(answer));
    } else {
      output.print(DnsJson.encode(answer));
    }
    return switch (lookup.outcome()) {
      case ANSWERED -> ExitStatus.HOLDS;
      case NO_DATA, NAME_ERROR -> ExitStatus.VIOLATED;
      case UNKNOWN -> ExitStatus.INCOMPLETE;
    };
  }

  /// Asks the first name server, which may be another than the cluster's.
  private Lookup lookUp(ResolvConf conf, List<Address> servers, ClusterZone cluster) {
    var asksTheCluster =
        conf.nameservers().stream()
            .findFirst()
            .filter(servers.stream().map(Address::toString).toList()::contains)
            .isPresent();
    return resolver.lookUp(
        conf,
        asked(),
        types(),
        question -> asksTheCluster ? cluster.answer(question) : elsewhere(question));
  }

  private static Answer elsewhere(Question question) {
    return new Answer(
        question, Outcome.UNKNOWN, Reason.ASKED_ELSEWHERE, List.of(), List.of(), List.of());
  }

  /// The namespaces of which there is a sign.
  private static Set<String> namespaces(Manifests manifests) {
    var namespaces = new TreeSet<>(ALWAYS_THERE);
    for (var located : manifests.objects()) {
      var object = located.object();
      namespaces.add(
          object.kind().equals("Namespace")
              ? object.metadata().name()
              : object.metadata().namespace());
    }
    return namespaces;
  }

  private List<Address> servers(Manifests manifests) {
    if (!clusterDns.isEmpty()) {
      return clusterDns.stream().map(text -> address(text).orElseThrow(() -> wrong(text))).toList();
    }
    return manifests.services().stream()
        .filter(service -> service.metadata().namespacedName().equals("kube-system/kube-dns"))
        .filter(service -> !service.spec().clusterIps().isEmpty())
        .map(service -> service.spec().clusterIps())
        .reduce(List.of(KUBEADM_DNS), (earlier, later) -> later);
  }

  private static UsageException wrong(String text) {
    return new UsageException(
        "--cluster-dns: expected an address such as 10.96.0.10, but is '%s'".formatted(text));
  }

  private static Optional<Address> address(String text) {
    try {
      return Optional.of(Address.parse(text).unmapped());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private ResolvConf node() {
    if (resolvConf == null) {
      return ResolvConf.EMPTY;
    }
    try {
      return ResolvConf.parse(new InputFile(resolvConf).text());
    } catch (ResolvConfException e) {
      throw new UnreadableException(resolvConf, e.line(), String.valueOf(e.getMessage()));
    }
  }

  private static DomainName name(String what, String text) {
    try {
      return DomainName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(what, e.getMessage()));
    }
  }

  /// The name; of an address the one that says what it is called.
  private String asked() {
    if (isAddress()) {
      return DomainName.of(address(name).orElseThrow()).toString();
    }
    name("NAME", name);
    return name;
  }

  private boolean isAddress() {
    return (type == null || type.equalsIgnoreCase("PTR")) && address(name).isPresent();
  }

  private List<RecordType> types() {
    if (type == null) {
      return isAddress() ? List.of(RecordType.PTR) : List.of(RecordType.A, RecordType.AAAA);
    }
    try {
      return List.of(RecordType.valueOf(type.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      throw new UsageException(
          "TYPE: expected one of %s, but is '%s'"
              .formatted(Arrays.toString(RecordType.values()), type));
    }
  }
}
