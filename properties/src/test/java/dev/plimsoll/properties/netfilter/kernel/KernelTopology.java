package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.Chain;
import dev.plimsoll.network.netfilter.Policy;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.topology.Device;
import dev.plimsoll.network.topology.Mac;
import dev.plimsoll.network.topology.NetworkNamespace;
import dev.plimsoll.network.topology.RoutingTable.Route;
import dev.plimsoll.network.topology.Segment;
import dev.plimsoll.network.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A topology of IPv4 in this machine's kernel: its namespaces, pairs, bridges and tunnels, with
/// their addresses, routes and rules. A segment is a namespace of its own, with a bridge.
///
/// Load balancers are left out.
final class KernelTopology implements AutoCloseable {

  private final Topology topology;
  private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
  private final Map<Mac, String> hardware = new HashMap<>();
  private final List<Runnable> later = new ArrayList<>();
  private int ports;

  /// @throws LinuxException if the process may not have namespaces
  /// @throws RefusedException if the kernel has no such devices
  KernelTopology(Topology topology) {
    this.topology = topology;
    try {
      topology.segments().values().forEach(this::addSegment);
      topology.namespaces().keySet().forEach(name -> namespaces.put(name, new Namespace()));
      topology.namespaces().values().forEach(this::nameTunnels);
      topology.namespaces().values().forEach(this::addDevices);
      topology.namespaces().values().forEach(this::setUp);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// A namespace of the kernel.
  Namespace namespace(String name) {
    return Optional.ofNullable(namespaces.get(name)).orElseThrow();
  }

  private void addSegment(Segment segment) {
    var namespace = new Namespace();
    namespaces.put(segment.name(), namespace);
    inside(
        namespace,
        () -> {
          quieten(namespace);
          namespace.set("net/bridge/bridge-nf-call-iptables", 0);
          ip(
              namespace,
              List.of(
                  "link add switch mtu %d type bridge".formatted(segment.mtu()),
                  "link set switch up"));
        });
  }

  /// No addresses of IPv6, which would only ask whether others have them.
  private static void quieten(Namespace namespace) {
    namespace.set("net/ipv6/conf/all/disable_ipv6", 1);
    namespace.set("net/ipv6/conf/default/disable_ipv6", 1);
  }

  private static void inside(Namespace namespace, Runnable task) {
    namespace.call(
        () -> {
          task.run();
          return true;
        });
  }

  private static void ip(Namespace namespace, List<String> commands) {
    namespace.run(String.join("\n", commands) + "\n", "ip", "-4", "-batch", "-");
  }

  /// The thread of a namespace, by which `ip` finds it.
  private static String thread(Namespace namespace) {
    return namespace.call(() -> Path.of("/proc/thread-self").toRealPath().getFileName().toString());
  }

  private void nameTunnels(NetworkNamespace namespace) {
    for (var device : namespace.devices()) {
      if (device instanceof Device.Vxlan) {
        var number = hardware.size() + 1;
        hardware.put(namespace.mac(device.name()), "02:00:00:00:00:%02x".formatted(number));
      }
    }
  }

  private void addDevices(NetworkNamespace namespace) {
    var own = namespace(namespace.name());
    var commands = new ArrayList<String>();
    for (var device : namespace.devices()) {
      switch (device) {
        case Device.Ethernet card -> plug(card, commands);
        case Device.Veth veth when veth.bridge().isPresent() -> pair(veth, commands);
        case Device.Veth _ -> {}
        case Device.Bridge bridge ->
            commands.add("link add %s type bridge".formatted(bridge.name()));
        case Device.Vxlan tunnel ->
            commands.add(
                "link add %s address %s type vxlan id %d local %s dstport %d nolearning"
                    .formatted(
                        tunnel.name(),
                        hardware.get(namespace.mac(tunnel.name())),
                        tunnel.vni(),
                        tunnel.local(),
                        Device.Vxlan.PORT));
      }
    }
    inside(
        own,
        () -> {
          quieten(own);
          ip(own, commands);
        });
  }

  /// Joins a card to the switch of its segment; the other end is set up once it is there.
  private void plug(Device.Ethernet card, List<String> commands) {
    var segment = topology.segment(card.segment());
    var port = "port" + ++ports;
    var other = namespace(segment.name());
    var made =
        "link add %s type veth peer name %s netns %s".formatted(card.name(), port, thread(other));
    commands.add(made);
    later.add(
        () ->
            inside(
                other,
                () ->
                    ip(
                        other,
                        List.of(
                            "link set %s mtu %d master switch up"
                                .formatted(port, segment.mtu())))));
  }

  private void pair(Device.Veth veth, List<String> commands) {
    commands.add(
        "link add %s type veth peer name %s netns %s"
            .formatted(
                veth.name(), veth.peer().device(), thread(namespace(veth.peer().namespace()))));
  }

  private void setUp(NetworkNamespace namespace) {
    later.forEach(Runnable::run);
    later.clear();
    var own = namespace(namespace.name());
    inside(
        own,
        () -> {
          own.set("net/ipv4/ip_forward", namespace.forwards() ? 1 : 0);
          own.set("net/ipv4/conf/all/rp_filter", 0);
          own.set("net/ipv4/conf/default/rp_filter", 0);
          own.set("net/bridge/bridge-nf-call-iptables", namespace.filtersBridged() ? 1 : 0);
          ip(own, links(namespace));
          ip(own, addresses(namespace));
          own.run(forwarding(namespace), "bridge", "-batch", "-");
          own.run(text(namespace.rules().get()), "iptables-legacy-restore", "-w", "20");
        });
  }

  /// No segmentation is left to devices (`gso_max_segs`): a pair lets pass what is not segmented
  /// yet, however long it is.
  private static List<String> links(NetworkNamespace namespace) {
    var commands = new ArrayList<String>();
    commands.add("link set lo up");
    for (var device : namespace.devices()) {
      if (device instanceof Device.Veth port && port.bridge().isPresent()) {
        commands.add("link set %s master %s".formatted(port.name(), port.bridge().get()));
        if (port.hairpin()) {
          commands.add("link set %s type bridge_slave hairpin on".formatted(port.name()));
        }
      }
      commands.add("link set %s mtu %d gso_max_segs 1 up".formatted(device.name(), device.mtu()));
    }
    return commands;
  }

  private List<String> addresses(NetworkNamespace namespace) {
    var commands = new ArrayList<String>();
    for (var own : namespace.addresses()) {
      commands.add(
          "addr add %s/%d dev %s".formatted(own.address(), own.network().length(), own.on()));
    }
    var connected =
        namespace.addresses().stream().map(own -> Route.onLink(own.network(), own.on())).toList();
    namespace
        .neighbours()
        .forEach((address, mac) -> commands.add(neighbour(namespace, address, mac)));
    for (var route : namespace.routes().routes().reversed()) {
      if (!connected.contains(route)) {
        commands.add("route add %s onlink".formatted(route));
      }
    }
    return commands;
  }

  private String neighbour(NetworkNamespace namespace, Address address, Mac mac) {
    return "neigh add %s lladdr %s dev %s nud permanent"
        .formatted(address, hardware.get(mac), tunnel(namespace).name());
  }

  private static Device.Vxlan tunnel(NetworkNamespace namespace) {
    return namespace.devices().stream()
        .filter(Device.Vxlan.class::isInstance)
        .map(Device.Vxlan.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// Where a tunnel finds the others.
  private String forwarding(NetworkNamespace namespace) {
    var commands = new StringBuilder();
    for (var device : namespace.devices()) {
      if (device instanceof Device.Vxlan tunnel) {
        tunnel
            .fdb()
            .forEach(
                (mac, node) ->
                    commands.append(
                        "fdb append %s dev %s dst %s\n"
                            .formatted(hardware.get(mac), tunnel.name(), node)));
      }
    }
    return commands.toString();
  }

  private static String text(RuleSet rules) {
    var text = new StringBuilder();
    for (var table : rules.tables().values()) {
      text.append('*').append(table.name()).append('\n');
      table.chains().values().forEach(chain -> text.append(declaration(chain)));
      for (var chain : table.chains().values()) {
        chain.rules().forEach(rule -> text.append("-A " + chain.name() + " " + rule.text() + "\n"));
      }
      text.append("COMMIT\n");
    }
    return text.toString();
  }

  private static String declaration(Chain chain) {
    return ":%s %s [0:0]\n".formatted(chain.name(), chain.policy().map(Policy::name).orElse("-"));
  }

  @Override
  public void close() {
    namespaces.values().forEach(Namespace::close);
  }
}
