package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.EndpointSlice;
import dev.plimsoll.kubernetes.ObjectMeta;
import dev.plimsoll.kubernetes.Service;
import dev.plimsoll.kubernetes.ServicePort;
import dev.plimsoll.kubernetes.ServiceSpec;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.proxy.RestoreInput;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// kube-proxy follows Services and EndpointSlices by watches that lag, and syncs when it can.
///
/// Two Services: the first with some pods, the second with one. A pod starts and stops once;
/// addresses are not used again, so a packet that reaches a pod of the other Service is the fault
/// of the proxy and not of the lag. The second Service may be deleted. What is left out: partial
/// syncs and connections that outlive their rules, which are [ProxySyncModel]'s, and other
/// addresses than the cluster IP.
public final class KubeProxyModel extends Model implements SendsPackets {

  private static final String SYNC = "sync";

  enum Pod {
    STARTING,
    READY,
    STOPPED
  }

  /// What a proxy has been told: for each Service, whether it exists and the pods in its slice.
  record Known(List<Boolean> services, List<List<Integer>> slices) {

    Known {
      services = List.copyOf(services);
      slices = List.copyOf(slices);
    }
  }

  /// A node's rules, and what the proxy knew when it wrote them.
  record Synced(Known known, RestoreInput tables) {}

  private static final int SERVICES = 2;

  private static final Known NOTHING =
      new Known(Collections.nCopies(SERVICES, false), Collections.nCopies(SERVICES, List.of()));

  private final int pods;
  private final ProxyBug bug;
  private final Cells<Boolean> service;
  private final Cells<List<Integer>> slice;
  private final Cells<List<Integer>> everListed;
  private final Cells<Pod> pod;
  private final Cells<Known> known;
  private final Cells<Synced> synced;

  /// @param nodes that run a proxy, at least 1
  /// @param pods of the first Service, 1 to 9
  /// @param bug what is wrong with the proxies
  public KubeProxyModel(int nodes, int pods, ProxyBug bug) {
    this.pods = pods;
    this.bug = bug;
    service = cells("service", SERVICES, true);
    slice = cells("slice", SERVICES, List.<Integer>of());
    everListed = cells("everListed", SERVICES, List.<Integer>of());
    pod = cells("pod", pods + 1, Pod.STARTING);
    known = cells("known", nodes, NOTHING);
    synced = cells("synced", nodes, new Synced(NOTHING, write(NOTHING)));

    rule("start", pod, (tx, p) -> tx.require(tx.get(p) == Pod.STARTING).set(p, Pod.READY));
    rule("stop", pod, (tx, p) -> tx.require(tx.get(p) == Pod.READY).set(p, Pod.STOPPED));
    rule(
        "delete the second Service",
        tx -> tx.require(tx.get(service.getLast())).set(service.getLast(), false));
    rule(
        "list endpoints",
        slice,
        (tx, s) -> {
          var ready = readyPods(tx, s.index());
          tx.require(!tx.get(s).equals(ready)).set(s, ready);
          tx.update(everListed.get(s.index()), listed -> union(listed, ready));
        });
    rule(
        "hear of a Service",
        known,
        (tx, n) -> {
          var seen = tx.get(n);
          var services = new ArrayList<>(seen.services());
          var s = tx.choose(indices(SERVICES));
          services.set(s, tx.get(service.get(s)));
          tx.require(!services.equals(seen.services())).set(n, new Known(services, seen.slices()));
        });
    rule(
        "hear of a slice",
        known,
        (tx, n) -> {
          var seen = tx.get(n);
          var slices = new ArrayList<>(seen.slices());
          var s = tx.choose(indices(SERVICES));
          slices.set(s, tx.get(slice.get(s)));
          tx.require(!slices.equals(seen.slices())).set(n, new Known(seen.services(), slices));
        });
    rule(
        SYNC,
        known,
        (tx, n) -> {
          var cell = synced.get(n.index());
          var before = tx.get(cell);
          var seen = tx.get(n);
          tx.require(!before.known().equals(seen))
              .set(cell, new Synced(seen, bug.tables(before.tables(), write(seen))));
        });

    always(
        "packets reach only pods that were listed for their Service",
        synced,
        this::reachesOnlyListedPods);
    always(
        "a proxy that is up to date serves exactly the listed pods, evenly",
        synced,
        this::servesExactlyTheListedPods);
    sometimes(
        "every pod gets packets",
        s -> indices(SERVICES).stream().allMatch(i -> shares(s, i).size() == podsOf(i).size()));
    sometimes(
        "a stopped pod still gets packets",
        s -> pod.stream().anyMatch(p -> s.get(p) == Pod.STOPPED && isServed(s, p.index())));
    sometimes(
        "a Service without pods refuses", s -> packets(s.get(synced.getFirst()), 0).refused() > 0);
  }

  private boolean reachesOnlyListedPods(State state, Cell<Synced> node) {
    var tables = state.get(node);
    return indices(SERVICES).stream()
        .filter(s -> tables.known().services().get(s))
        .allMatch(
            s ->
                state.get(everListed.get(s)).stream()
                    .map(KubeProxyModel::destination)
                    .toList()
                    .containsAll(packets(tables, s).shares().keySet()));
  }

  private boolean servesExactlyTheListedPods(State state, Cell<Synced> node) {
    var tables = state.get(node);
    var api = new Known(service.values(state), slice.values(state));
    return !tables.known().equals(api)
        || indices(SERVICES).stream()
            .allMatch(
                s -> {
                  var packets = packets(tables, s);
                  var listed =
                      api.slices().get(s).stream().map(KubeProxyModel::destination).toList();
                  return !api.services().get(s)
                      ? packets.isEvenlyAmong(List.of(clusterIp(s).withPort(80)))
                      : listed.isEmpty() ? packets.refused() == 1 : packets.isEvenlyAmong(listed);
                });
  }

  private List<String> shares(State state, int s) {
    var tables = state.get(synced.getFirst());
    return tables.known().services().get(s)
        ? List.copyOf(packets(tables, s).shares().keySet())
        : List.of();
  }

  private boolean isServed(State state, int p) {
    return shares(state, p < pods ? 0 : 1).contains(destination(p));
  }

  /// A pod of the node sends to each Service under the rules that were just written.
  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    if (!step.rule().equals(SYNC)) {
      return List.of();
    }
    var node = step.arguments().getFirst().toString();
    return known.stream()
        .filter(cell -> cell.toString().equals(node))
        .map(
            cell ->
                bug.tables(before.get(synced.get(cell.index())).tables(), write(before.get(cell))))
        .map(ServedPackets::kernel)
        .flatMap(kernel -> indices(SERVICES).stream().map(s -> sent(kernel, s)))
        .toList();
  }

  private static SentPacket sent(Traversal kernel, int s) {
    var packet = ServedPackets.first(IpProtocol.TCP, new Endpoint(clusterIp(s), 80));
    return SentPacket.through(kernel, "a pod's first packet to " + name(s).name(), packet);
  }

  private static ServedPackets packets(Synced tables, int s) {
    return ServedPackets.to(clusterIp(s), tables.tables());
  }

  private List<Cell<Pod>> podsOf(int s) {
    return s == 0 ? pod.subList(0, pods) : pod.subList(pods, pods + 1);
  }

  private List<Integer> readyPods(State state, int s) {
    return podsOf(s).stream().filter(p -> state.get(p) == Pod.READY).map(Cell::index).toList();
  }

  private static List<Integer> union(List<Integer> some, List<Integer> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  private static List<Integer> indices(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static RestoreInput write(Known known) {
    var services = new ArrayList<Service>();
    var slices = new ArrayList<EndpointSlice>();
    for (var s = 0; s < SERVICES; s++) {
      var ports = List.of(ServicePort.tcp("http", 80));
      var service = new Service(name(s), ServiceSpec.clusterIp(clusterIp(s), ports), List.of());
      if (known.services().get(s)) {
        services.add(service);
      }
      var endpoints =
          known.slices().get(s).stream()
              .map(
                  p ->
                      dev.plimsoll.kubernetes.Endpoint.ready(
                          address(p), ProxiedNode.FIRST.toString()));
      slices.add(EndpointSlice.of(service, endpoints.toList()));
    }
    return KubeProxy.sync(services, slices, ProxiedNode.FIRST.config());
  }

  private static ObjectMeta name(int s) {
    return ObjectMeta.of("default", s == 0 ? "web" : "dns");
  }

  private static Address clusterIp(int s) {
    return Address.parse("10.96.0." + (s + 1));
  }

  private static Address address(int p) {
    return ProxiedNode.FIRST.pod(p + 1);
  }

  private static String destination(int p) {
    return address(p).withPort(80);
  }
}
