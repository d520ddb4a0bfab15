package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.List;
import java.util.stream.Collectors;

/// So that node ports are at 127.0.0.1 too, kube-proxy has the kernel route packets to loopback
/// addresses (`route_localnet`); then neighbours on the node's network can send there as well.
final class LoopbackReached extends Model implements SendsPackets {

  private static final String NEIGHBOUR = "a neighbour sends to loopback";
  private static final String PROCESS = "a process of the node sends to loopback";
  private static final int NODE_PORT = 30080;

  /// A service of the node that listens on loopback only: it takes those for friends.
  private static final int LOCAL_PORT = 10255;

  private final boolean fixed;
  private final Cell<String> neighbour = cell("neighbour", "");
  private final Cell<String> process = cell("process", "");

  /// @param fixed whether kube-proxy's firewall drops what comes to loopback from elsewhere
  LoopbackReached(boolean fixed) {
    this.fixed = fixed;
    send(NEIGHBOUR, neighbour);
    send(PROCESS, process);

    always(
        "what listens on loopback is reached from there only",
        s -> !s.get(neighbour).equals("127.0.0.1:" + LOCAL_PORT));
    sometimes(
        "a process reaches what listens on loopback",
        s -> s.get(process).equals("127.0.0.1:" + LOCAL_PORT));
    sometimes(
        "a node port at loopback leads to a pod",
        s -> s.get(process).equals(ProxiedService.address(0).withPort(80)));
    sometimes("a neighbour has tried", s -> !s.get(neighbour).isEmpty());
  }

  private void send(String name, Cell<String> reached) {
    rule(
        name,
        tx -> {
          var port = tx.choose(List.of(LOCAL_PORT, NODE_PORT));
          var way = kernel().outcomes(packet(name, port)).getFirst();
          var isThere = way.verdict() == Verdict.ACCEPT;
          tx.set(reached, (isThere ? way.destination() : way.verdict()).toString());
        });
  }

  private static Packet packet(String name, int port) {
    var isNeighbour = name.equals(NEIGHBOUR);
    var from = isNeighbour ? "192.168.0.9" : "127.0.0.1";
    return Packet.parse("tcp %s:40000 -> 127.0.0.1:%d".formatted(from, port))
        .arriving(Arrival.parse(isNeighbour ? "eth0" : "local"));
  }

  private Traversal kernel() {
    var web = new ProxiedService(Protocol.TCP, 80, NODE_PORT, new SessionAffinity.None());
    var rules =
        web.written(1)
            .dump()
            .lines()
            .filter(line -> fixed || !line.startsWith("-A KUBE-FIREWALL "))
            .collect(Collectors.joining("\n", "", "\n"));
    return ProxiedService.kernel(rules, History.NONE);
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    var port = Integer.parseInt(step.choices().getFirst().toString());
    var packet = packet(step.rule(), port);
    var isNeighbour = step.rule().equals(NEIGHBOUR);
    return List.of(
        SentPacket.through(
            kernel(), isNeighbour ? "the neighbour's packet" : "the process's packet", packet));
  }
}
