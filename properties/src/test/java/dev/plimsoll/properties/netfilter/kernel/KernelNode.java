package dev.plimsoll.properties.netfilter.kernel;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.ConnectionState;
import dev.plimsoll.network.netfilter.Match.Direction;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.InterfaceAddress;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A node for one family of addresses: this machine's kernel, in a namespace, with the interfaces,
/// addresses and routes of the model's [Node].
final class KernelNode implements AutoCloseable {

  /// What the model takes for granted; no limits to errors, and no redirects, which would be of the
  /// same connection.
  private static final Map<String, Integer> PARAMETERS =
      Map.ofEntries(
          Map.entry("net/ipv4/ip_forward", 1),
          Map.entry("net/ipv4/conf/all/accept_local", 1),
          Map.entry("net/ipv4/conf/all/route_localnet", 1),
          Map.entry("net/ipv4/conf/all/rp_filter", 0),
          Map.entry("net/ipv4/conf/all/send_redirects", 0),
          Map.entry("net/ipv4/conf/default/send_redirects", 0),
          Map.entry("net/ipv4/conf/default/rp_filter", 0),
          Map.entry("net/ipv4/icmp_ratelimit", 0),
          Map.entry("net/ipv6/conf/all/forwarding", 1),
          Map.entry("net/ipv6/conf/default/addr_gen_mode", 1),
          Map.entry("net/netfilter/nf_conntrack_tcp_be_liberal", 1));

  private static final int NEW_COUNTER = 7 << 8;
  private static final Path RECENT = Path.of("/proc/thread-self/net/xt_recent");

  private final Namespace namespace = new Namespace();
  private final Family family;
  private final Set<String> ethernet;
  private final Map<String, Tun> tuns = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final RawSocket raw;
  private final Connections connections;
  private final TraceReader trace;
  private int number;

  /// A node that gets packets in no frames.
  ///
  /// @throws LinuxException if the process may not have a namespace
  KernelNode(Node node, Family family) {
    this(node, family, Set.of());
  }

  /// @param ethernet the interfaces that get packets in Ethernet frames
  /// @throws LinuxException if the process may not have a namespace
  KernelNode(Node node, Family family, Set<String> ethernet) {
    this.family = family;
    this.ethernet = ethernet;
    raw = namespace.call(() -> opened(new RawSocket(family)));
    connections = namespace.call(() -> opened(new Connections()));
    namespace.call(
        () -> {
          setUp(node);
          return true;
        });
    trace = namespace.call(() -> opened(new TraceReader()));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private void setUp(Node node) {
    PARAMETERS.forEach(namespace::set);
    var names = new LinkedHashSet<String>();
    node.addresses().forEach(address -> names.add(address.on()));
    node.routes().forEach(route -> names.add(route.by()));
    var commands = new StringBuilder("link set lo up\n");
    for (String name : names) {
      Tun tun = opened(new Tun(name, ethernet.contains(name)));
      tuns.put(name, tun);
      commands.append(tun.commands());
    }
    var linked = new ArrayList<Route>();
    // The kernel lists IPv6 addresses from the last to the first.
    var addresses = family == Family.IPV4 ? node.addresses() : node.addresses().reversed();
    for (InterfaceAddress own : addresses) {
      int length = own.network().length();
      commands.append("addr add " + own.address() + "/" + length + " dev " + own.on());
      commands.append(own.address().family() == Family.IPV6 ? " nodad\n" : "\n");
      linked.add(new Route(own.network(), own.on()));
    }
    for (Route route : node.routes()) {
      if (!linked.contains(route)) {
        commands.append("route add " + route.to() + " dev " + route.by() + "\n");
      }
    }
    String familyOption = family == Family.IPV4 ? "-4" : "-6";
    namespace.run(commands.toString(), "ip", familyOption, "-batch", "-");
  }

  /// Loads rules in place of those that were there, for the tables that the text names.
  ///
  /// @throws RefusedException if the kernel refuses them
  void load(String rules) {
    namespace.call(
        () -> {
          String command = family == Family.IPV4 ? "iptables" : "ip6tables";
          namespace.run(rules, command + "-legacy-restore", "-w", "20");
          return true;
        });
  }

  /// Makes sets that rules may ask for: what `ipset restore` takes.
  void makeSets(String sets) {
    namespace.call(
        () -> {
          namespace.run(sets, "ipset", "restore");
          return true;
        });
  }

  /// Makes a counter that rules may name, as `nfacct add` does. Linux
  /// `include/uapi/linux/netfilter/nfnetlink_acct.h`.
  void makeCounter(String name) {
    namespace.call(
        () -> {
          try (var socket = new NetlinkSocket()) {
            byte[] text = (name + "\0").getBytes(StandardCharsets.US_ASCII);
            socket.request(NEW_COUNTER, NetlinkSocket.CREATE, 0, 0, new Attributes().add(1, text));
          }
          return true;
        });
  }

  /// Sends a packet, the first one that this node ever sees, and says what became of it.
  Observation send(Probe probe) {
    return namespace.call(
        () -> {
          connections.flush();
          number = next();
          return send(probe.packet(), probe.needsConnection() ? connect(probe) : new byte[0]);
        });
  }

  /// Sends one more packet, with the connections that there are by now.
  Observation sendNext(Packet packet) {
    return namespace.call(
        () -> {
          number = next();
          return send(packet);
        });
  }

  private int next() {
    return number % 0xffff + 1;
  }

  /// A later fragment meets the rules at once; or it is held back, and meets them with the first.
  private Observation send(Packet packet, byte... enclosed) throws InterruptedException {
    forgetGuests();
    if (!packet.laterFragment()) {
      return write(packet, PacketBytes.of(packet, number, enclosed));
    }
    List<byte[]> fragments = PacketBytes.inTwo(packet, number, enclosed);
    Observation alone = write(packet, fragments.getLast());
    return alone.matched().isEmpty() ? write(packet, fragments.getFirst()) : alone;
  }

  private Observation write(Packet packet, byte[] bytes) throws InterruptedException {
    switch (packet.arrival()) {
      case Arrival.Made() -> raw.send(bytes, packet.mark());
      case Arrival.Received(Optional<String> by) -> tun(by.orElseThrow()).send(bytes, packet.mac());
    }
    return observe();
  }

  /// Empties the lists of `-m recent`.
  private void forgetGuests() {
    if (Files.isDirectory(RECENT)) {
      try (var lists = Files.list(RECENT)) {
        for (Path list : lists.toList()) {
          Files.writeString(list, "/");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Tracks the connection of a packet; for an ICMP error, the beginning of the packet it is about.
  private byte[] connect(Probe probe) {
    Packet packet = probe.packet();
    if (packet.state() == ConnectionState.ESTABLISHED) {
      boolean forth = probe.direction() == Direction.ORIGINAL;
      connections.add(
          packet.protocol(),
          forth ? packet.source() : packet.destination(),
          forth ? packet.destination() : packet.source(),
          packet.connectionMark());
      return new byte[0];
    }
    Endpoint from = new Endpoint(packet.destination().address(), 7);
    Endpoint to = new Endpoint(packet.source().address(), 7);
    boolean forth = probe.direction() == Direction.REPLY;
    connections.add(IpProtocol.UDP, forth ? from : to, forth ? to : from, packet.connectionMark());
    return PacketBytes.of(Packet.first(IpProtocol.UDP, from, to, packet.arrival()), number);
  }

  /// What became of the packet; of several fragments, the first.
  private Observation observe() {
    var matched = new ArrayList<TraceReader.Matched>();
    for (TraceReader.Matched record : trace.read()) {
      if (record.packet() == number) {
        matched.add(record);
      }
    }
    var left = new ArrayList<Observation.Left>();
    for (Tun tun : tuns.values()) {
      var ours =
          tun.received().stream().filter(bytes -> PacketBytes.number(bytes) == number).toList();
      boolean first = ours.stream().anyMatch(bytes -> !PacketBytes.isLaterFragment(bytes));
      ours.stream()
          .filter(bytes -> !first || !PacketBytes.isLaterFragment(bytes))
          .map(
              bytes ->
                  new Observation.Left(
                      tun.name(), PacketBytes.source(bytes), PacketBytes.destination(bytes)))
          .forEach(left::add);
    }
    return new Observation(matched, left);
  }

  private Tun tun(String name) {
    return Optional.ofNullable(tuns.get(name)).orElseThrow();
  }

  @Override
  public void close() {
    namespace.call(
        () -> {
          for (AutoCloseable resource : open.reversed()) {
            resource.close();
          }
          return true;
        });
    namespace.close();
  }
}
