package dev.plimsoll.cluster.dns;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.FaultyModel;
import dev.plimsoll.cluster.dns.Replica.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Clients ask CoreDNS for a headless Service and for one that comes and goes, while replicas of
/// CoreDNS see changes late, keep answers for a time, and are restarted one after the other.
///
/// Within a tick anything happens in any order, but changes of the tick before have been seen. What
/// a client is told it uses in the same tick. A change waits while one of its kind is on the way to
/// a replica: that bounds the model, not Kubernetes.
public final class DnsModel extends FaultyModel {

  /// Mistakes to seed.
  public enum Bug {
    /// CoreDNS as it should be.
    NONE,
    /// It says that there is no such name before it has listed all, and is ready by then.
    ANSWERS_BEFORE_SYNCED,
    /// It is ready before it has listed all.
    READY_BEFORE_SYNCED,
    /// Answers with addresses are kept for ever.
    KEEPS_ADDRESSES,
    /// That there is no such name is kept for ever.
    KEEPS_NAME_ERRORS,
    /// Endpoints that are not ready count.
    INCLUDES_NOT_READY,
    /// An answer has room for one address, and nobody asks again over TCP.
    TRUNCATES,
    /// It stops at once, while queries still come.
    STOPS_AT_ONCE,
    /// It is not told that a Service is gone.
    MISSES_DELETIONS
  }

  /// How far the model goes.
  ///
  /// @param creations of the Service that comes and goes; it is deleted as often
  /// @param flips how often a pod becomes ready or is not any more
  /// @param restarts of replicas
  /// @param ttl for how many ticks answers with addresses are kept, at least 1
  /// @param negativeTtl for how many ticks it is kept that there is no such name, at least 1
  /// @param serveStale for how many more ticks an old answer is given
  public record Bounds(
      int creations, int flips, int restarts, int ttl, int negativeTtl, int serveStale) {}

  /// An answer that a client has just been given.
  ///
  /// @param name that it has asked for
  /// @param stopping whether by a replica that is about to stop
  private record Got(Name name, Reply reply, boolean stopping) {}

  private static final List<Integer> REPLICAS = List.of(0, 1);
  private static final int PODS = 2;
  private static final int LAG = 1;

  private final Bug bug;
  private final Cluster cluster;
  private final CoreDns coreDns;
  private final Cell<Integer> shop = cell("shop", Cluster.ABSENT);
  private final Cell<Integer> created = cell("created", 0);
  private final Cell<List<Boolean>> ready = cell("ready", List.of(true, false));
  private final Cell<Recent<Integer>> recentShop;
  private final Cell<Recent<List<Boolean>>> recentReady;
  private final Cells<Replica> replicas;
  private final Cells<Boolean> routed = cells("routed", REPLICAS.size(), true);
  private final List<Queue<Integer>> toServices;
  private final List<Queue<List<Boolean>>> toEndpoints;
  private final Cell<Optional<Got>> got = cell("got", Optional.<Got>empty());

  /// A Service whose one pod is ready and whose other is not, and replicas that know it.
  ///
  /// @param publishesNotReady whether pods are named that are not ready
  public DnsModel(Bounds bounds, boolean publishesNotReady, Bug bug) {
    this.bug = bug;
    cluster = new Cluster(publishesNotReady);
    coreDns = new CoreDns(cluster, bounds.ttl(), bounds.negativeTtl(), bounds.serveStale(), bug);
    var ticks = Math.max(bounds.ttl(), bounds.negativeTtl()) + bounds.serveStale();
    recentShop = cell("recent shop", Recent.only(Cluster.ABSENT, ticks));
    recentReady = cell("recent ready", Recent.only(List.of(true, false), ticks));
    replicas =
        cells(
            "replica",
            REPLICAS.size(),
            Replica.NEW
                .in(Phase.READY)
                .withServices(Cluster.ABSENT)
                .withEndpoints(List.of(true, false)));
    toServices = queues("services on the way", Integer.class, LAG, REPLICAS.size());
    toEndpoints = queuesOfLists("endpoints on the way");

    declareCluster(bounds);
    declareReplicas(bounds);
    declareClients();
    declareClaims(bounds);
  }

  @SuppressWarnings("unchecked") // a class of a generic type
  private List<Queue<List<Boolean>>> queuesOfLists(String name) {
    return (List<Queue<List<Boolean>>>) (List<?>) queues(name, List.class, LAG, REPLICAS.size());
  }

  // ---- rules

  private void declareCluster(Bounds bounds) {
    event(
        "somebody creates the Service",
        bounds.creations(),
        tx -> {
          tx.require(shop, Cluster.ABSENT);
          var number = tx.get(created) + 1;
          change(tx.set(created, number), number);
        });
    event(
        "somebody deletes the Service",
        bounds.creations(),
        tx -> {
          tx.require(tx.get(shop) != Cluster.ABSENT);
          change(tx, Cluster.ABSENT);
        });
    event(
        "a pod becomes ready, or is not any more",
        bounds.flips(),
        tx -> {
          var pod = tx.choose(IntStream.range(0, PODS).boxed().toList());
          var now = new ArrayList<>(tx.get(ready));
          now.set(pod, !now.get(pod));
          change(tx, List.copyOf(now));
        });
  }

  private void change(Transaction tx, int number) {
    tx.set(shop, number).update(recentShop, it -> it.and(number));
    for (var replica : REPLICAS) {
      var isTold = number != Cluster.ABSENT || bug != Bug.MISSES_DELETIONS;
      if (tx.get(replicas.get(replica)).services().isPresent() && isTold) {
        tx.send(toServices.get(replica), number);
      }
    }
  }

  private void change(Transaction tx, List<Boolean> now) {
    tx.set(ready, now).update(recentReady, it -> it.and(now));
    for (var replica : REPLICAS) {
      if (tx.get(replicas.get(replica)).endpoints().isPresent()) {
        tx.send(toEndpoints.get(replica), now);
      }
    }
  }

  private void declareReplicas(Bounds bounds) {
    rule(
        "a replica sees Services",
        REPLICAS,
        (tx, replica) -> {
          var seen = tx.receive(toServices.get(replica));
          tx.update(replicas.get(replica), it -> it.withServices(seen));
        });
    rule(
        "a replica sees endpoints",
        REPLICAS,
        (tx, replica) -> {
          var seen = tx.receive(toEndpoints.get(replica));
          tx.update(replicas.get(replica), it -> it.withEndpoints(seen));
        });
    rule(
        "a replica lists Services",
        REPLICAS,
        (tx, replica) -> {
          tx.require(tx.get(replicas.get(replica)).services().isEmpty());
          tx.update(replicas.get(replica), it -> it.withServices(tx.get(shop)));
        });
    rule(
        "a replica lists endpoints",
        REPLICAS,
        (tx, replica) -> {
          tx.require(tx.get(replicas.get(replica)).endpoints().isEmpty());
          tx.update(replicas.get(replica), it -> it.withEndpoints(tx.get(ready)));
        });
    declareRestarts(bounds);
    for (var name :
        List.of(
            "a replica sees Services",
            "a replica sees endpoints",
            "a replica lists Services",
            "a replica lists endpoints",
            "a replica becomes ready",
            "nodes hear that a replica stops",
            "a replica stops, and another starts")) {
      weaklyFairEach(name);
    }
  }

  private void declareRestarts(Bounds bounds) {
    event(
        "a replica is told to stop, as the other is ready",
        bounds.restarts(),
        tx -> {
          tx.require(replicas.all(tx, it -> it.phase() == Phase.READY) && routed.all(tx, true));
          tx.update(replicas.get(tx.choose(REPLICAS)), it -> it.in(Phase.LAMEDUCK));
        });
    rule(
        "nodes hear that a replica stops",
        REPLICAS,
        (tx, replica) -> {
          tx.require(tx.get(replicas.get(replica)).phase() != Phase.READY);
          tx.require(routed.get(replica), true).set(routed.get(replica), false);
        });
    rule(
        "a replica stops, and another starts",
        REPLICAS,
        (tx, replica) -> {
          tx.require(tx.get(replicas.get(replica)).phase() == Phase.LAMEDUCK);
          tx.require(!tx.get(routed.get(replica)) || bug == Bug.STOPS_AT_ONCE);
          tx.set(replicas.get(replica), Replica.NEW);
          drop(tx, toServices.get(replica));
          drop(tx, toEndpoints.get(replica));
        });
    rule(
        "a replica becomes ready",
        REPLICAS,
        (tx, replica) -> {
          var it = tx.get(replicas.get(replica));
          tx.require(it.phase() == Phase.STARTING && !tx.get(routed.get(replica)));
          tx.require(
              it.hasSynced() || bug == Bug.READY_BEFORE_SYNCED || bug == Bug.ANSWERS_BEFORE_SYNCED);
          tx.set(replicas.get(replica), it.in(Phase.READY)).set(routed.get(replica), true);
        });
  }

  private static void drop(Transaction tx, Queue<?> queue) {
    while (tx.size(queue) > 0) {
      tx.receive(queue);
    }
  }

  private void declareClients() {
    rule(
        "a client asks",
        REPLICAS,
        (tx, replica) -> {
          tx.require(got, Optional.empty()).require(routed.get(replica), true);
          var name = tx.choose(List.of(Name.values()));
          var asked = tx.get(replicas.get(replica));
          if (asked.phase() == Phase.STARTING) {
            tx.set(got, Optional.of(new Got(name, Reply.LOST, true)));
          } else {
            var served = coreDns.serve(asked, name);
            tx.set(replicas.get(replica), served.replica());
            var isStopping = asked.phase() == Phase.LAMEDUCK;
            tx.set(got, Optional.of(new Got(name, served.reply(), isStopping)));
          }
        });
    rule(
        "a tick",
        tx -> {
          for (var replica : REPLICAS) {
            tx.require(tx.size(toServices.get(replica)) + tx.size(toEndpoints.get(replica)) == 0);
            tx.update(replicas.get(replica), coreDns::age);
          }
          tx.set(got, Optional.empty());
          tx.update(recentShop, it -> it.next(tx.get(shop)));
          tx.update(recentReady, it -> it.next(tx.get(ready)));
        });
    weaklyFair("a tick");
    weaklyFairEach("a client asks");
  }

  // ---- claims

  private boolean gets(State state, Name name, Reply.Kind kind) {
    return state.get(got).filter(it -> it.name() == name && it.reply().kind() == kind).isPresent();
  }

  private List<String> addresses(State state) {
    return state.get(got).map(it -> it.reply().addresses()).orElse(List.of());
  }

  private void declareClaims(Bounds bounds) {
    whenever(
        "an address that a client is given was the Service's within the time answers are kept",
        s -> gets(s, Name.SHOP, Reply.Kind.ADDRESSES),
        s -> s.get(recentShop).any(it -> addresses(s).equals(List.of(Cluster.ip(it)))));
    whenever(
        "a name that was there all the time is never said not to be",
        s -> gets(s, Name.SHOP, Reply.Kind.NAME_ERROR) || gets(s, Name.WEB, Reply.Kind.NAME_ERROR),
        s ->
            gets(s, Name.SHOP, Reply.Kind.NAME_ERROR)
                ? s.get(recentShop).any(it -> it == Cluster.ABSENT)
                : s.get(recentReady).any(it -> cluster.published(it).isEmpty()));
    whenever(
        "a headless answer names such pods only that were ready then, or are to be named anyhow",
        s -> gets(s, Name.WEB, Reply.Kind.ADDRESSES),
        s -> s.get(recentReady).any(it -> cluster.published(it).containsAll(addresses(s))));
    whenever(
        "a headless answer names all pods that were ready all the time",
        s -> gets(s, Name.WEB, Reply.Kind.ADDRESSES),
        s ->
            IntStream.range(0, PODS)
                .filter(pod -> s.get(recentReady).all(it -> it.get(pod)))
                .allMatch(pod -> addresses(s).contains(Cluster.podIp(pod))));
    always(
        "a query is answered",
        s ->
            s.get(got).stream()
                .map(it -> it.reply().kind())
                .noneMatch(it -> it == Reply.Kind.LOST || it == Reply.Kind.SERVER_FAILURE));
    eventuallyAlways(
        "in the end a client is told what there is",
        s -> s.get(got).stream().allMatch(it -> it.reply().equals(truth(s, it.name()))));
    declareExamples(bounds);
  }

  private Reply truth(State state, Name name) {
    return cluster.truth(name, state.get(shop), state.get(ready));
  }

  private void declareExamples(Bounds bounds) {
    if (bounds.creations() > 0) {
      sometimes(
          "a client is given an address that the Service has no more",
          s ->
              gets(s, Name.SHOP, Reply.Kind.ADDRESSES)
                  && !addresses(s).equals(List.of(Cluster.ip(s.get(shop)))));
      sometimes(
          "a client is told that a name is not there, which is",
          s -> gets(s, Name.SHOP, Reply.Kind.NAME_ERROR) && s.get(shop) != Cluster.ABSENT);
    }
    if (bounds.flips() > 0 && !cluster.publishesNotReady()) {
      sometimes(
          "a client is told that the headless name is not there, as no pod is ready",
          s -> gets(s, Name.WEB, Reply.Kind.NAME_ERROR));
      sometimes(
          "a client is told of a pod that is not ready any more, or not of one that is",
          s ->
              gets(s, Name.WEB, Reply.Kind.ADDRESSES)
                  && !addresses(s).equals(cluster.truth(Name.WEB, 0, s.get(ready)).addresses()));
    }
    if (bounds.flips() > 0 || cluster.publishesNotReady()) {
      sometimes("a client is told of all pods", s -> addresses(s).size() == PODS);
    }
    if (bounds.restarts() > 0) {
      sometimes(
          "a replica answers that is about to stop",
          s -> s.get(got).filter(Got::stopping).isPresent());
    }
    if (bounds.serveStale() > 0) {
      sometimes(
          "an answer is kept that is too old, as it is given all the same",
          s ->
              replicas.any(
                  s,
                  it ->
                      List.of(Name.values()).stream()
                          .anyMatch(name -> it.kept(name).filter(k -> k.left() <= 0).isPresent())));
    }
  }
}
