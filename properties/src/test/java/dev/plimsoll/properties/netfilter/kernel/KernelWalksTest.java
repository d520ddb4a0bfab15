package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.manifest.ManifestReader;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.network.layers.ClusterNetwork;
import dev.plimsoll.network.layers.ClusterObjects;
import dev.plimsoll.network.layers.NetworkKind;
import dev.plimsoll.network.layers.PodEndpoints;
import dev.plimsoll.network.layers.Settings;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.topology.Topology;
import dev.plimsoll.network.traceroute.Event;
import dev.plimsoll.network.traceroute.Fate;
import dev.plimsoll.network.traceroute.Journey;
import dev.plimsoll.network.traceroute.Journey.Kind;
import dev.plimsoll.network.traceroute.Journey.Result;
import dev.plimsoll.network.traceroute.Probe;
import dev.plimsoll.network.traceroute.Traceroute;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clusters that are built in this machine's kernel, and connections of TCP in them: whether they
/// come about, with whom, from which address, and whether a hundred kilobytes get through, as
/// [Traceroute] says.
final class KernelWalksTest {

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a}
      spec: {podCIDR: 10.244.1.0/24}
      status: {addresses: [{type: InternalIP, address: 192.168.0.2}]}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: b}
      spec: {podCIDR: 10.244.2.0/24}
      status: {addresses: [{type: InternalIP, address: 192.168.0.3}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: web-1, labels: {app: web, first: "yes"}}
      spec:
        nodeName: a
        containers: [{name: web, ports: [{containerPort: 8080, hostPort: 80}]}]
      status: {podIP: 10.244.1.5, conditions: [{type: Ready, status: "True"}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: web-2, labels: {app: web}}
      spec: {nodeName: b, containers: [{name: web, ports: [{containerPort: 8080}]}]}
      status: {podIP: 10.244.2.5, conditions: [{type: Ready, status: "True"}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {namespace: shop, name: client}
      spec: {nodeName: a, containers: [{name: shell, ports: [{containerPort: 9000}]}]}
      status: {podIP: 10.244.1.9}
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: web}
      spec:
        type: NodePort
        clusterIP: 10.96.0.10
        selector: {app: web}
        ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: first}
      spec:
        type: NodePort
        clusterIP: 10.96.0.11
        externalTrafficPolicy: Local
        selector: {first: "yes"}
        ports: [{port: 80, targetPort: 8080, nodePort: 30081}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {namespace: shop, name: none}
      spec: {clusterIP: 10.96.0.12, selector: {app: none}, ports: [{port: 80}]}
      """;

  private static final int FULL = 1500;

  /// What a client sees of a journey.
  ///
  /// @param server who answers; empty if nobody does
  /// @param client the address that the server sees
  /// @param isWhole whether large packets get there as well
  record Seen(String server, String client, boolean isWhole) {
    static final Seen NOTHING = new Seen("", "", false);
  }

  private static Topology topology(Settings settings) {
    var manifests = ManifestReader.read("objects.yaml", OBJECTS);
    var pods = manifests.ofType(Pod.class);
    var services = manifests.ofType(Service.class);
    return ClusterNetwork.of(
        new ClusterObjects(
            manifests.ofType(Node.class),
            pods,
            services,
            PodEndpoints.of(services, pods, Family.IPV4)),
        Family.IPV4,
        settings);
  }

  /// What the model expects: one of these.
  private static Set<Seen> expected(Topology topology, String from, Endpoint to) {
    var traceroute = new Traceroute(topology);
    var whole = new LinkedHashSet<String>();
    for (var journey : traceroute.journeys(new Probe(from, IpProtocol.TCP, to, FULL))) {
      if (journey.result() == Result.ANSWERED) {
        whole.add(server(journey));
      }
    }
    var expected = new LinkedHashSet<Seen>();
    for (var journey : traceroute.journeys(new Probe(from, IpProtocol.TCP, to, Probe.SYN))) {
      var server = server(journey);
      expected.add(
          journey.result() == Result.ANSWERED
              ? new Seen(server, client(journey), whole.contains(server))
              : Seen.NOTHING);
    }
    return expected;
  }

  private static String server(Journey journey) {
    return journey.legs().stream()
        .filter(leg -> leg.kind() == Kind.REQUEST)
        .map(leg -> leg.trace().fate() instanceof Fate.Delivered(var to) ? to : "")
        .reduce("", (_, last) -> last);
  }

  private static String client(Journey journey) {
    return journey.last().trace().hops().getFirst().event() instanceof Event.Sent(var packet, _)
        ? packet.destination().address().toString()
        : "";
  }

  private static void compare(Settings settings, List<String> froms, List<String> tos) {
    requireKernel();
    var topology = topology(settings);
    try (var kernel = new KernelTopology(topology);
        var servers = new KernelServers(topology, kernel)) {
      for (var from : froms) {
        for (var to : tos) {
          var endpoint = Endpoint.parse(to);
          assertThat(servers.connect(from, endpoint))
              .as("%s from %s to %s", settings, from, to)
              .isIn(expected(topology, from, endpoint));
        }
      }
    } catch (RefusedException e) {
      abort("the kernel has no such devices: " + e.getMessage());
    }
  }

  private static Settings settings(NetworkKind kind) {
    return Settings.of(kind).withOutside(Address.parse("198.51.100.7"));
  }

  @ParameterizedTest
  @CsvSource({"ROUTED", "VXLAN"})
  void connectionsComeAboutAsTheModelSays(NetworkKind kind) {
    compare(
        settings(kind),
        List.of("shop/client", "shop/web-1", "a", "b", ClusterNetwork.OUTSIDE),
        List.of(
            "10.244.1.5:8080",
            "10.244.2.5:8080",
            "10.96.0.10:80",
            "10.96.0.11:80",
            "10.96.0.12:80",
            "192.168.0.2:30080",
            "192.168.0.3:30080",
            "192.168.0.2:30081",
            "192.168.0.2:80",
            "10.244.1.5:8081"));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void bridgesAndHairpinsAreAsTheModelSays(boolean filtered, boolean hairpin) {
    compare(
        settings(NetworkKind.ROUTED).withBridges(filtered, hairpin),
        List.of("shop/client", "shop/web-1"),
        List.of("10.244.1.5:8080", "10.96.0.11:80"));
  }

  @Test
  void aKernelThatIsSetOtherwiseIsNoticed() {
    var settings = settings(NetworkKind.ROUTED);
    var itself = Endpoint.parse("10.96.0.11:80");

    assertThat(observed(settings.withBridges(true, false), "shop/web-1", itself))
        .isNotIn(expected(topology(settings), "shop/web-1", itself));
  }

  private static Seen observed(Settings settings, String from, Endpoint to) {
    requireKernel();
    var topology = topology(settings);
    try (var kernel = new KernelTopology(topology);
        var servers = new KernelServers(topology, kernel)) {
      return servers.connect(from, to);
    } catch (RefusedException e) {
      return abort("the kernel has no such devices: " + e.getMessage());
    }
  }

  private static void requireKernel() {
    if (KernelThere.reason().isPresent()) {
      abort(KernelThere.reason().get());
    }
  }

  @ParameterizedTest
  @CsvSource({"1500, 1500", "1500, 1400", "1450, 1450"})
  void largePacketsGetThereAsTheModelSays(int podMtu, int wireMtu) {
    compare(
        settings(NetworkKind.VXLAN).withMtu(1500, OptionalInt.of(podMtu), OptionalInt.of(wireMtu)),
        List.of("shop/client"),
        List.of("10.244.2.5:8080", "10.244.1.5:8080"));
  }
}
