package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.reports.cluster.ManifestFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `plimsoll rules -f PATH...`: the rules that kube-proxy would write.
@Command(
    name = "rules",
    description = {
      "Print what kube-proxy, in iptables mode, would hand to iptables-restore in a full sync.",
      "Services are written by name; kube-proxy takes them in no order. Exit status: 0; 65 a file"
          + " cannot be read."
    })
final class RulesCommand implements Callable<Integer> {

  @Option(
      names = {"-f", "--file"},
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Services and EndpointSlices as YAML or JSON, or folders of them.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--proxy-config",
      paramLabel = "FILE",
      description = {
        "The node and its kube-proxy, as JSON; docs/models/kube-proxy.md lists the fields.",
        "Default: kube-proxy's own defaults, on a node by the name of 'node'."
      })
  private @Nullable String config;

  @Option(
      names = "--ip-family",
      paramLabel = "IPv4|IPv6",
      converter = FamilyReader.class,
      description = "The half of a dual-stack proxy. Default: as configured, else IPv4.")
  private @Nullable Family family;

  @Mixin Output output;

  @Mixin HelpOption help;

  static final class FamilyReader implements ITypeConverter<Family> {
    @Override
    public Family convert(String text) {
      return Arrays.stream(Family.values())
          .filter(each -> each.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("expected IPv4 or IPv6, but is '" + text + "'"));
    }
  }

  @Override
  public Integer call() {
    var manifests = new ManifestFiles(paths).read(file -> new InputFile(file).text());
    if (manifests.services().isEmpty()) {
      output.err().println("plimsoll: there is no Service in " + String.join(", ", paths));
    }
    var written = KubeProxy.sync(manifests.services(), manifests.endpointSlices(), proxyConfig());
    if (output.isText()) {
      output.out().print(written.text());
      output.out().flush();
    } else {
      output.print(
          Json.object()
              .with("filter", encode(written.filter()))
              .with("nat", encode(written.nat()))
              .build());
    }
    return ExitStatus.HOLDS;
  }

  private ProxyConfig proxyConfig() {
    return config == null
        ? ProxyConfigJson.read("", "{}", family)
        : ProxyConfigJson.read(config, new InputFile(config).text(), family);
  }

  private static Json encode(Map<String, List<String>> chains) {
    var json = Json.object();
    chains.forEach((chain, rules) -> json.with(chain, Json.list(rules, Json::text)));
    return json.build();
  }
}
