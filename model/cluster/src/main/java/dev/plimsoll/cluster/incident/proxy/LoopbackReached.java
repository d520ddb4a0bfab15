package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/// So that node ports are at 127.0.0.1 too, kube-proxy has the kernel route packets to loopback
/// addresses (`route_localnet`); then neighbours on the node's network can send there as well.
final class LoopbackReached extends Model {

  private static final int NODE_PORT = 30080;

  /// A service of the node that listens on loopback only: it takes those for friends.
  private static final int LOCAL_PORT = 10255;

  private final Cell<String> neighbour = cell("neighbour", "");
  private final Cell<String> process = cell("process", "");

  /// @param fixed whether kube-proxy's firewall drops what comes to loopback from elsewhere
  LoopbackReached(boolean fixed) {
    send("a neighbour sends to loopback", neighbour, "192.168.0.9", "eth0", fixed);
    send("a process of the node sends to loopback", process, "127.0.0.1", "local", fixed);

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

  private void send(String name, Cell<String> reached, String from, String by, boolean fixed) {
    rule(
        name,
        tx -> {
          var port = tx.choose(List.of(LOCAL_PORT, NODE_PORT));
          var packet = Packet.parse("tcp %s:40000 -> 127.0.0.1:%d".formatted(from, port));
          tx.set(reached, end(packet.arriving(Arrival.parse(by)), fixed));
        });
  }

  private static String end(Packet packet, boolean fixed) {
    var web = new ProxiedService(Protocol.TCP, 80, NODE_PORT, new SessionAffinity.None());
    var rules =
        web.written(1)
            .dump()
            .lines()
            .filter(line -> fixed || !line.startsWith("-A KUBE-FIREWALL "))
            .collect(Collectors.joining("\n", "", "\n"));
    Outcome way = ProxiedService.kernel(rules, History.NONE).outcomes(packet).getFirst();
    return (way.verdict() == Verdict.ACCEPT ? way.destination() : way.verdict()).toString();
  }
}
