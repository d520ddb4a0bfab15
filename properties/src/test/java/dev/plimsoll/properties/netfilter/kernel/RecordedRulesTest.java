package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.ipset.IpSets;
import dev.plimsoll.network.netfilter.text.DumpException;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rules of real machines and of kube-proxy, loaded into this machine's kernel again.
class RecordedRulesTest {

  /// The node for which kube-proxy wrote its rules.
  private static final Node KUBERNETES_NODE =
      new Node(
          List.of(
              InterfaceAddress.parse("192.168.0.2/24@eth0"),
              InterfaceAddress.parse("10.244.1.1/24@cni0"),
              InterfaceAddress.parse("172.16.5.2/24@eth1")),
          List.of(Route.parse("0.0.0.0/0@eth0")));

  private static final int PACKETS = 20;
  private static final int MOST_INTERFACES = 8;

  @BeforeAll
  static void theKernelIsThere() {
    assumeTrue(KernelThere.reason().isEmpty(), () -> KernelThere.reason().orElse(""));
  }

  @Test
  void packetsMatchTheRulesOfRealMachinesThatTheModelNames() {
    var agreement = new Agreement();
    var refused = new ArrayList<String>();
    for (Path file : SharedFolder.files(SharedFolder.fixtures("iptables-dumps"), this::isDump)) {
      String name = file.getFileName().toString();
      try {
        send(agreement, TracedRules.of(name, SharedFolder.latin1(file)));
      } catch (DumpException | RefusedException e) {
        refused.add(e.getMessage());
      }
    }
    System.out.printf("kernel: recorded: %s; %d refused%n", agreement, refused.size());
    refused.forEach(reason -> System.out.println("kernel: refused: " + reason));
    assertThat(refused).hasSizeLessThan(40);
  }

  private boolean isDump(String name) {
    return name.endsWith(".iptables-save") || name.endsWith(".txt");
  }

  private static void send(Agreement agreement, TracedRules rules) {
    Node node = node(rules);
    var random = new Random(1);
    try (var kernel = new KernelNode(node, rules.family())) {
      var loaded = agreement.load(kernel, node, rules.name(), rules.text(), IpSets.UNKNOWN);
      for (int i = 0; i < PACKETS; i++) {
        loaded.send(probe(rules, node, random));
      }
    }
  }

  /// A node with the interfaces that the rules name, each with a network.
  private static Node node(TracedRules rules) {
    boolean v4 = rules.family() == Family.IPV4;
    var names = new ArrayList<>(rules.interfaces());
    if (names.isEmpty()) {
      names.add("eth0");
    }
    var addresses = new ArrayList<InterfaceAddress>();
    for (String name : names.subList(0, Math.min(MOST_INTERFACES, names.size()))) {
      int network = addresses.size();
      String address = v4 ? "192.168." + network + ".1/24" : "fd00:0:0:" + network + "::1/64";
      addresses.add(InterfaceAddress.parse(address + "@" + name));
    }
    return new Node(
        addresses, List.of(Route.parse((v4 ? "0.0.0.0/0@" : "::/0@") + names.getFirst())));
  }

  private static Probe probe(TracedRules rules, Node node, Random random) {
    var hosts = new ArrayList<>(rules.addresses());
    node.addresses().forEach(own -> hosts.add(own.address()));
    node.addresses().forEach(own -> hosts.add(own.address().next()));
    var ports = new ArrayList<>(rules.ports());
    ports.add(40000);
    boolean v4 = rules.family() == Family.IPV4;
    IpProtocol protocol =
        pick(
            List.of(IpProtocol.TCP, IpProtocol.UDP, v4 ? IpProtocol.ICMP : IpProtocol.ICMPV6),
            random);
    var in = new ArrayList<Arrival>(List.of(new Arrival.Made()));
    node.addresses().forEach(own -> in.add(new Arrival.Received(Optional.of(own.on()))));
    return new Probe(
        Packet.first(
            protocol,
            new Endpoint(pick(hosts, random), protocol.hasPorts() ? pick(ports, random) : -1),
            new Endpoint(pick(hosts, random), protocol.hasPorts() ? pick(ports, random) : -1),
            pick(in, random)),
        Direction.ORIGINAL);
  }

  @Test
  void packetsMatchTheRulesOfKubeProxyThatTheModelNames() {
    Path folder = SharedFolder.fixtures("kube-proxy");
    var agreement = new Agreement();
    try (var kernel = new KernelNode(KUBERNETES_NODE, Family.IPV4)) {
      for (Path file :
          SharedFolder.files(folder.resolve("kernel-verdicts"), name -> name.endsWith(".json"))) {
        JsonNode recording = SharedFolder.json(file);
        String name = recording.get("case").asText();
        Path save = folder.resolve("corpus-1.30.3").resolve(name).resolve("kernel-legacy-save.txt");
        var rules = TracedRules.of(name, SharedFolder.latin1(save));
        var loaded = agreement.load(kernel, KUBERNETES_NODE, name, rules.text(), IpSets.UNKNOWN);
        var flows = new ArrayList<JsonNode>();
        recording.get("flows").forEach(flows::add);
        var random = new Random(1);
        for (int i = 0; i < PACKETS && !flows.isEmpty(); i++) {
          loaded.send(probe(pick(flows, random)));
        }
      }
    }
    System.out.println("kernel: kube-proxy: " + agreement);
  }

  private static Probe probe(JsonNode flow) {
    return new Probe(
        Packet.first(
            IpProtocol.parse(flow.get("protocol").asText()),
            new Endpoint(Address.parse(flow.get("srcExample").asText()), 40000),
            new Endpoint(Address.parse(flow.get("dest").asText()), flow.get("destPort").asInt()),
            Arrival.parse(flow.get("inIface").asText())),
        Direction.ORIGINAL);
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
