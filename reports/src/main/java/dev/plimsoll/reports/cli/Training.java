package dev.plimsoll.reports.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The runs that the launcher's AOT caches are made of, one for commands that search and one for
/// those that are done soon: what they load and find worth compiling need not be found out again.
final class Training {

  private static final List<List<String>> CHECKS =
      List.of(
          List.of(),
          List.of("two-phase-commit", "--symmetry", "--set", "managers=6"),
          List.of("two-phase-commit", "--partial-order"),
          List.of("two-phase-commit", "--fingerprints"));

  private static final String SERVICE =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: s%1$d, namespace: default}
      spec:
        clusterIP: 10.96.0.%1$d
        ports: [{name: http, port: 80}]
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: s%1$d-1, namespace: default, labels: {kubernetes.io/service-name: s%1$d}}
      addressType: IPv4
      ports: [{name: http, port: 8080, protocol: TCP}]
      endpoints:
      - {addresses: [10.244.1.%1$d], nodeName: n1, conditions: {ready: true}}
      - {addresses: [10.244.2.%1$d], nodeName: n2, conditions: {ready: true}}
      """;

  private final Path folder;

  Training(Path folder) {
    this.folder = folder;
  }

  /// Makes the runs, one after another, until one fails.
  ///
  /// @param arguments the folder that they write to; the kind of commands, `search` or `short`
  public static void main(String[] arguments) throws IOException {
    var training = new Training(Files.createDirectories(Path.of(arguments[0])));
    switch (arguments[1]) {
      case "search" -> training.checks();
      case "short" -> training.routes();
      default -> throw new IllegalArgumentException("expected search or short: " + arguments[1]);
    }
  }

  private void checks() {
    for (var words : CHECKS) {
      var all = new ArrayList<>(List.of("check"));
      all.addAll(words);
      all.addAll(List.of("--workers", "1", "--format", "json", "--out", folder.toString()));
      run(all.toArray(String[]::new));
    }
  }

  /// As nothing calls kube-proxy's chains, packets go wrong, and the rules at fault are found.
  void routes() throws IOException {
    var manifests =
        IntStream.range(1, 200).mapToObj(SERVICE::formatted).collect(Collectors.joining());
    var objects = file("manifests.yaml", manifests);
    var config = file("config.json", "{\"hostname\": \"n1\", \"nodeIP\": \"192.0.2.1\"}");
    var dump = file("dump", run("rules", "-f", objects, "--proxy-config", config));
    var address = "192.0.2.1/24@eth0";
    run("routes", dump, "--node-name", "n1", "--node-address", address, "--objects", objects);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String run(String... words) {
    var out = new StringWriter();
    var status = Plimsoll.run(new PrintWriter(out), new PrintWriter(System.err, true), words);
    if (status != ExitStatus.HOLDS && status != ExitStatus.VIOLATED) {
      throw new IllegalStateException(String.join(" ", words) + ": ended with " + status);
    }
    return out.toString();
  }
}
