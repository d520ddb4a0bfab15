package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.Endpoint.Conditions;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.network.netfilter.conntrack.Connection;
import dev.plimsoll.network.netfilter.conntrack.ConnectionTable;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.conntrack.Tuple;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A pod of DNS that is being deleted still answers what it was asked, but by then the proxy has
/// deleted the connection: the answer comes from the pod's own address, and the client refuses it.
///
/// Left out: that a pod which has stopped is replaced.
final class AnswerLost extends Model implements SendsPackets {

  private enum Pod {
    READY,
    TERMINATING,
    GONE
  }

  private enum Query {
    NONE,
    ASKED,
    ANSWERED,
    REFUSED
  }

  private static final String ASKS = "the client asks";
  private static final String ANSWERS = "the pod answers";
  private static final int PODS = 2;
  private static final int NOBODY = -1;
  private static final ProxiedService DNS =
      new ProxiedService(Protocol.UDP, 53, 0, new SessionAffinity.None());
  private static final Packet QUERY =
      Packet.parse("udp 10.244.0.200:40000 -> 10.96.0.10:53").arriving(Arrival.parse("cni0"));
  private static final Tuple ORIGINAL =
      new Tuple(QUERY.protocol(), QUERY.source(), QUERY.destination());

  private final boolean fixed;
  private final Cells<Pod> pods = cells("pod", PODS, Pod.READY);
  private final Cell<List<Pod>> rules = cell("rules", List.of(Pod.READY, Pod.READY));
  private final Cell<ConnectionTable> connections = cell("connections", ConnectionTable.EMPTY);
  private final Cell<Query> query = cell("query", Query.NONE);
  private final Cell<Integer> asked = cell("asked", NOBODY);

  /// @param fixed whether the connections of a pod stay as long as it serves
  AnswerLost(boolean fixed) {
    this.fixed = fixed;
    rule(
        "a pod is deleted",
        pods,
        (tx, pod) -> tx.require(tx.get(pod) == Pod.READY).set(pod, Pod.TERMINATING));
    rule(
        "a pod stops when it has answered all",
        pods,
        (tx, pod) ->
            tx.require(tx.get(pod) == Pod.TERMINATING && tx.get(asked) != pod.index())
                .set(pod, Pod.GONE));
    rule("the proxy syncs", this::sync);
    rule(ASKS, this::ask);
    rule(ANSWERS, this::answer);

    always("no answer of a pod that serves is refused", s -> s.get(query) != Query.REFUSED);
    sometimes("a query is answered", s -> s.get(query) == Query.ANSWERED);
    sometimes(
        "a pod is asked that the proxy knows to terminate",
        s -> s.get(asked) != NOBODY && s.get(rules).get(s.get(asked)) == Pod.TERMINATING);
  }

  private void sync(Transaction tx) {
    var now = pods.values(tx);
    tx.require(!tx.get(rules).equals(now)).set(rules, now);
    tx.update(
        connections,
        table ->
            table.without(
                connection ->
                    IntStream.range(0, PODS)
                        .filter(pod -> end(pod).equals(connection.destination()))
                        .anyMatch(
                            pod -> fixed ? now.get(pod) == Pod.GONE : now.get(pod) != Pod.READY)));
  }

  private static Endpoint end(int pod) {
    return new Endpoint(ProxiedService.address(pod), 53);
  }

  private void ask(Transaction tx) {
    tx.require(tx.get(asked) == NOBODY);
    var kernel = kernel(tx);
    var known = tx.get(connections).find(ORIGINAL);
    var ends =
        kernel.outcomes(QUERY, known).stream().map(way -> way.destination().toString()).toList();
    var end = Endpoint.parse(tx.choose(ends));
    var pod = IntStream.range(0, PODS).filter(each -> end(each).equals(end)).findFirst();
    tx.require(pod.isPresent() && tx.get(pods.get(pod.getAsInt())) != Pod.GONE);
    if (known.isEmpty()) {
      var left = new Tuple(QUERY.protocol(), QUERY.source(), end);
      var opened = Connection.opened(ORIGINAL, left, Set.of()).orElseThrow();
      tx.set(connections, tx.get(connections).confirmed(opened).orElseThrow());
    }
    tx.set(asked, pod.getAsInt()).set(query, Query.ASKED);
  }

  private void answer(Transaction tx) {
    var pod = tx.get(asked);
    tx.require(pod != NOBODY).set(asked, NOBODY);
    var seen = kernel(tx).outcomes(answer(pod), tracked(tx, pod)).getFirst();
    var isExpected = seen.source().equals(Optional.of(QUERY.destination()));
    tx.set(query, isExpected ? Query.ANSWERED : Query.REFUSED);
  }

  private static Packet answer(int pod) {
    return Packet.first(QUERY.protocol(), end(pod), QUERY.source(), Arrival.parse("cni0"));
  }

  /// The connection that the answer of a pod is of, if it is still known.
  private Optional<Tracked> tracked(State state, int pod) {
    return state.get(connections).find(new Tuple(QUERY.protocol(), end(pod), QUERY.source()));
  }

  private Traversal kernel(State state) {
    return ProxiedService.kernel(written(state), History.NONE);
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    return switch (step.rule()) {
      case ASKS -> {
        var known = before.get(connections).find(ORIGINAL);
        yield List.of(
            SentPacket.through(kernel(before), "the query", QUERY, known)
                .going(way -> way.destination().toString().equals(chosen(step))));
      }
      case ANSWERS -> {
        var pod = before.get(asked);
        yield List.of(
            SentPacket.through(
                    kernel(before), "the pod's answer", answer(pod), tracked(before, pod))
                .noted("The client expects it from " + QUERY.destination() + "."));
      }
      default -> List.of();
    };
  }

  private static String chosen(Trace.Action step) {
    return step.choices().isEmpty() ? "" : step.choices().getFirst().toString();
  }

  private String written(State state) {
    return DNS.written(
            state.get(rules).stream()
                .map(
                    pod ->
                        switch (pod) {
                          case READY -> Conditions.READY;
                          case TERMINATING -> new Conditions(false, fixed, true);
                          case GONE -> new Conditions(false, false, true);
                        })
                .toList())
        .dump();
  }
}
