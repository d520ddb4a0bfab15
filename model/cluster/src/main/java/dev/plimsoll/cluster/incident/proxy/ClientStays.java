package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.Endpoint.Conditions;
import dev.plimsoll.kubernetes.Protocol;
import dev.plimsoll.kubernetes.SessionAffinity;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.RestoreInput;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A client of a Service with session affinity stays with its endpoint, of which the kernel keeps
/// its address in a list (`-m recent`); in v1.22, after the endpoint stopped being ready as well.
///
/// Left out: that entries get old.
final class ClientStays extends Model implements SendsPackets {

  private static final String OPENS = "the client opens a connection";
  private static final int PODS = 2;
  private static final Conditions NOT_READY = new Conditions(false, false, false);
  private static final String OF_ENDPOINT = "KUBE-SEP-";
  private static final String OF_SERVICE = "KUBE-SVC-";
  private static final Packet OPENING =
      Packet.parse("tcp 10.244.0.200:40000 -> 10.96.0.10:80").arriving(Arrival.parse("cni0"));
  private static final ProxiedService WEB =
      new ProxiedService(Protocol.TCP, 80, 0, new SessionAffinity.ClientIp(10_800));

  private final boolean fixed;
  private final Cells<Boolean> ready = cells("ready", PODS, true);
  private final Cell<List<Boolean>> rules = cell("rules", List.of(true, true));
  private final Cell<Set<String>> lists = cell("lists", Set.of());
  private final Cell<Set<String>> reached = cell("reached", Set.of());
  private final Cell<Boolean> wentAstray = cell("wentAstray", false);

  /// @param fixed whether rules that ask the lists are written for ready endpoints only
  ClientStays(boolean fixed) {
    this.fixed = fixed;
    rule("a pod gets ready, or stops being so", ready, (tx, pod) -> tx.update(pod, is -> !is));
    rule(
        "the proxy syncs",
        tx -> {
          var now = ready.values(tx);
          tx.require(!tx.get(rules).equals(now)).set(rules, now);
          var chains = written(now).nat().keySet();
          tx.update(lists, names -> kept(names, chains));
        });
    rule(
        OPENS,
        tx -> {
          var chains = chains(tx);
          var to = tx.choose(chains.keySet());
          tx.update(lists, names -> with(names, chains.getOrDefault(to, "")));
          tx.update(reached, ends -> with(ends, to)).set(wentAstray, isUnready(tx, to));
        });

    always(
        "new connections go to endpoints that the proxy knows to be ready",
        s -> !s.get(wentAstray));
    sometimes(
        "a client goes elsewhere once its endpoint is not ready",
        s -> s.get(reached).size() == PODS);
    sometimes("no endpoint is ready", s -> !s.get(rules).contains(true));
  }

  /// By each end that a connection may come to, the chain that leads there. There is a list of that
  /// name; the kernel gives it up with the last rule that asks it.
  private SortedMap<String, String> chains(State state) {
    var chains = new TreeMap<String, String>();
    for (var way : kernel(state).outcomes(OPENING)) {
      way.path().stream()
          .map(Step::chain)
          .filter(chain -> chain.startsWith(OF_ENDPOINT))
          .forEach(chain -> chains.put(way.destination().toString(), chain));
    }
    return chains;
  }

  private Traversal kernel(State state) {
    return ProxiedService.kernel(written(state.get(rules)).dump(), history(state));
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    return step.rule().equals(OPENS)
        ? List.of(
            SentPacket.through(kernel(before), "the client's first packet", OPENING)
                .going(
                    way ->
                        way.destination().toString().equals(step.choices().getFirst().toString())))
        : List.of();
  }

  private History history(State state) {
    return History.of(
        state.get(lists).stream()
            .collect(Collectors.toMap(name -> name, name -> Set.of(OPENING.source().address()))));
  }

  /// What the proxy writes; v1.22 has the rules that ask the lists for endpoints that are not ready
  /// too, and their chains.
  private RestoreInput written(List<Boolean> known) {
    var written = WEB.written(known.stream().map(is -> is ? Conditions.READY : NOT_READY).toList());
    if (fixed || !known.contains(true)) {
      return written;
    }
    var nat = new TreeMap<>(written.nat());
    WEB.written(PODS)
        .nat()
        .forEach(
            (chain, all) -> {
              if (chain.startsWith(OF_ENDPOINT)) {
                nat.putIfAbsent(chain, all);
              } else if (chain.startsWith(OF_SERVICE)) {
                var asks = all.stream().filter(rule -> rule.contains("--rcheck"));
                var others =
                    written.nat().getOrDefault(chain, List.of()).stream()
                        .filter(rule -> !rule.contains("--rcheck"));
                nat.put(chain, Stream.concat(asks, others).toList());
              }
            });
    return new RestoreInput(written.filter(), nat);
  }

  private static Set<String> kept(Set<String> names, Set<String> chains) {
    var all = new TreeSet<>(names);
    all.retainAll(chains);
    return all;
  }

  private static Set<String> with(Set<String> names, String more) {
    var all = new TreeSet<>(names);
    all.add(more);
    return all;
  }

  private boolean isUnready(State state, String to) {
    return IntStream.range(0, PODS)
        .anyMatch(pod -> destination(pod).equals(to) && !state.get(rules).get(pod));
  }

  private static String destination(int pod) {
    return new Endpoint(ProxiedService.address(pod), 80).toString();
  }
}
