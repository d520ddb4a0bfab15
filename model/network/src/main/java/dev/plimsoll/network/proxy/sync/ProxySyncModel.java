package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.proxy.ProxiedNode;
import dev.plimsoll.network.proxy.ProxyConfig;
import dev.plimsoll.network.proxy.Release;
import dev.plimsoll.network.proxy.proxier.ConntrackCleanup;
import dev.plimsoll.network.proxy.proxier.KernelTables;
import dev.plimsoll.network.proxy.proxier.Proxier;
import dev.plimsoll.network.proxy.proxier.Sync;
import dev.plimsoll.network.walks.SendsPackets;
import dev.plimsoll.network.walks.SentPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// When a proxy syncs, what it writes then, and what goes wrong meanwhile.
///
/// One node. Syncs are partial, as often as the bounded-frequency runner lets them, and again after
/// one has failed; a canary tells when others have flushed the tables; a proxy that crashes starts
/// anew with the tables and connections as they are. There may be a client of the DNS Service that
/// never stops sending, so that its packets go wherever the first one went until its entry is
/// deleted.
///
/// Follows pkg/proxy/iptables/proxier.go, pkg/util/async/bounded_frequency_runner.go and
/// pkg/util/iptables/iptables.go, `Monitor`, v1.30. What is left out: large clusters, more than one
/// slice of a Service, changes of the node, and time: an interval passes at some time.
public final class ProxySyncModel extends Model implements SendsPackets {

  /// How often something may happen.
  ///
  /// @param changes to Services and endpoints
  /// @param failures of `iptables-restore`
  /// @param flushes of all tables by others
  /// @param crashes of the proxy
  public record Budget(int changes, int failures, int flushes, int crashes) {}

  /// Which objects a proxy that was started has heard of all.
  private record Heard(boolean services, boolean slices) {
    boolean all() {
      return services && slices;
    }
  }

  /// What is left of a full sync besides the chains.
  ///
  /// @param jumps whether the kernel's chains jump to kube-proxy's
  /// @param canary whether the chain is there that the proxy looks for
  private record Anchors(boolean jumps, boolean canary) {}

  private static final SyncedServices DNS = SyncedServices.DNS;
  private static final String TO_WEB = " -d " + SyncedServices.WEB.clusterIp() + " ";

  private final ProxyConfig config;
  private final SyncBug bug;

  private final Cell<Boolean> web;
  private final Cell<List<Integer>> dnsSlice;
  private final Cell<List<Integer>> webSlice;
  private final Cell<Boolean> wasEmpty;
  private final Cell<Proxier> proxier;
  private final Cell<Heard> heard;
  private final Cell<Boolean> asked;
  private final Cell<Boolean> resting;
  private final Cell<KernelTables> tables;
  private final Cell<Anchors> anchors;
  private final Cell<Set<ConntrackCleanup>> owed;
  private final Cell<String> answerer;
  private final Cell<Integer> changes;
  private final Cell<Integer> failures;
  private final Cell<Integer> flushes;
  private final Cell<Integer> crashes;

  /// @param budget how often something may happen
  /// @param version of the proxy
  /// @param hasClient whether somebody uses the DNS Service
  /// @param bug what is wrong with it
  public ProxySyncModel(Budget budget, Release.Version version, boolean hasClient, SyncBug bug) {
    this.bug = bug;
    config = ProxiedNode.FIRST.config().withRelease(Release.of(version));
    var dnsPods = DNS.choices().getFirst();
    var webPods = SyncedServices.WEB.choices().getFirst();
    var started =
        SyncedServices.hearSlices(
            SyncedServices.hearServices(Proxier.started(config, Duration.ZERO), true),
            dnsPods,
            webPods);
    web = cell("web", true);
    dnsSlice = cell("dnsSlice", dnsPods);
    webSlice = cell("webSlice", webPods);
    wasEmpty = cell("wasEmpty", false);
    proxier = cell("proxier", started.sync(Set.of(), Instant.EPOCH).succeeded());
    heard = cell("heard", new Heard(true, true));
    asked = cell("asked", false);
    resting = cell("resting", false);
    tables = cell("tables", SyncedServices.fullSync(true, dnsPods, webPods, config));
    anchors = cell("anchors", new Anchors(true, true));
    owed = cell("owed", Set.of());
    answerer = cell("answerer", "");
    changes = cell("changes", budget.changes());
    failures = cell("failures", budget.failures());
    flushes = cell("flushes", budget.flushes());
    crashes = cell("crashes", budget.crashes());

    api();
    informers();
    syncs();
    if (budget.flushes() > 0) {
      flushes();
    }
    if (budget.crashes() > 0) {
      crashes();
    }
    claim();
    if (hasClient) {
      rule("the client sends", this::send);
      claimForTheClient();
      if (budget.flushes() > 0) {
        sometimes("packets go to nobody", this::reachesNobody);
      }
    }
  }

  private void api() {
    rule(
        "change endpoints",
        SyncedServices.ALL,
        (tx, of) -> {
          var before = tx.get(slice(of));
          spend(tx, changes);
          var pods = tx.choose(of.choices().stream().filter(p -> !p.equals(before)).toList());
          tx.set(slice(of), pods);
          if (of == DNS && pods.isEmpty()) {
            tx.set(wasEmpty, true);
          }
        });
    rule(
        "create or delete web",
        tx -> {
          spend(tx, changes);
          tx.update(web, exists -> !exists);
        });
  }

  private Cell<List<Integer>> slice(SyncedServices of) {
    return switch (of) {
      case DNS -> dnsSlice;
      case WEB -> webSlice;
    };
  }

  /// One time less.
  private static void spend(Transaction tx, Cell<Integer> budget) {
    tx.require(tx.get(budget) > 0).update(budget, left -> left - 1);
  }

  private void informers() {
    fair(
        "hear of Services",
        tx -> {
          tx.require(tx.get(heard).services());
          hear(tx, SyncedServices.hearServices(tx.get(proxier), tx.get(web)));
        });
    rule(
        "hear of a slice",
        SyncedServices.ALL,
        (tx, of) -> {
          tx.require(tx.get(heard).slices());
          hear(tx, tx.get(proxier).sliceUpdated(of.slice(tx.get(slice(of)))));
        });
    weaklyFairEach("hear of a slice");
  }

  private void fair(String name, Consumer<Transaction> body) {
    rule(name, body);
    weaklyFair(name);
  }

  private void crashes() {
    rule(
        "crash",
        tx -> {
          spend(tx, crashes);
          tx.set(proxier, Proxier.started(config, Duration.ZERO))
              .set(heard, new Heard(false, false))
              .set(asked, false)
              .set(resting, false)
              .set(owed, Set.of())
              .update(anchors, anchor -> new Anchors(anchor.jumps(), true));
        });
    fair(
        "list Services",
        tx -> {
          tx.require(!tx.get(heard).services())
              .update(heard, now -> new Heard(true, now.slices()))
              .update(proxier, now -> SyncedServices.hearServices(now, tx.get(web)))
              .set(asked, true);
        });
    fair(
        "list slices",
        tx -> {
          var dns = tx.get(dnsSlice);
          var others = tx.get(webSlice);
          tx.require(!tx.get(heard).slices())
              .update(heard, now -> new Heard(now.services(), true))
              .update(proxier, now -> SyncedServices.hearSlices(now, dns, others))
              .set(asked, true);
        });
  }

  private void hear(Transaction tx, Proxier now) {
    tx.require(!now.equals(tx.get(proxier))).set(proxier, now);
    if (tx.get(heard).all() && !(bug == SyncBug.LOST_REQUEST && tx.get(resting))) {
      tx.set(asked, true);
    }
  }

  private void syncs() {
    fair("sync", this::sync);
    fair(
        "delete connections",
        tx -> {
          var cleanups = tx.get(owed);
          tx.require(!cleanups.isEmpty()).set(owed, Set.of());
          tx.update(
              answerer, to -> !to.isEmpty() && areDeleted(cleanups, Address.parse(to)) ? "" : to);
        });
    fair("an interval passes", tx -> tx.require(tx.get(resting)).set(resting, false));
  }

  private static boolean areDeleted(Set<ConntrackCleanup> cleanups, Address answerer) {
    return cleanups.stream()
        .anyMatch(cleanup -> cleanup.deletes(DNS.clusterIp(), DNS.port(), answerer));
  }

  private void sync(Transaction tx) {
    var hasHeard = tx.get(heard);
    tx.require(hasHeard.all() || (bug == SyncBug.EARLY_SYNC && hasHeard.services()));
    tx.require(tx.get(asked) && !tx.get(resting) && tx.get(owed).isEmpty());
    var before = tx.get(tables);
    var sync = tx.get(proxier).sync(before.nat().keySet(), Instant.EPOCH);
    tx.set(resting, true);
    if (tx.get(failures) > 0 && tx.chooseWhether()) {
      spend(tx, failures);
      failed(tx, sync);
      return;
    }
    var restored = restore(before, sync);
    tx.set(tables, restored.tables());
    if (!restored.succeeded()) {
      failed(tx, sync);
      return;
    }
    if (sync.isFull()) {
      tx.update(anchors, now -> new Anchors(true, now.canary()));
    }
    tx.set(proxier, sync.succeeded()).set(asked, false);
    tx.set(owed, Set.copyOf(sync.cleanups().stream().filter(this::isDone).toList()));
  }

  private boolean isDone(ConntrackCleanup cleanup) {
    return switch (bug) {
      case NO_CLEANUP -> false;
      case NO_CLEANUP_OF_WHAT_WENT_NOWHERE ->
          !cleanup.deletes(DNS.clusterIp(), DNS.port(), DNS.clusterIp());
      case NONE,
          LOST_REQUEST,
          NO_RETRY,
          PARTIAL_RETRY,
          UNNOTICED_FLUSH,
          EARLY_SYNC,
          REFUSED_ENTRY ->
          true;
    };
  }

  private KernelTables.Restored restore(KernelTables before, Sync sync) {
    var isRefused = bug == SyncBug.REFUSED_ENTRY && sync.input().text().contains(TO_WEB);
    return isRefused ? new KernelTables.Restored(before, false) : before.restore(sync.input());
  }

  private void failed(Transaction tx, Sync sync) {
    tx.set(proxier, bug == SyncBug.PARTIAL_RETRY ? sync.succeeded() : sync.failed());
    tx.set(asked, bug != SyncBug.NO_RETRY);
  }

  private void flushes() {
    rule(
        "others flush the tables",
        tx -> {
          spend(tx, flushes);
          tx.set(tables, KernelTables.EMPTY).set(anchors, new Anchors(false, false));
        });
    fair(
        "find the canary gone",
        tx -> {
          var now = tx.get(anchors);
          tx.require(!now.canary()).set(anchors, new Anchors(now.jumps(), true)).set(asked, true);
          if (bug != SyncBug.UNNOTICED_FLUSH) {
            tx.update(proxier, Proxier::forced);
          }
        });
    sometimes(
        "the kernel refuses a partial sync after a flush",
        s -> !s.get(tables).filter().isEmpty() && s.get(tables).nat().isEmpty());
  }

  /// Its first packet goes by the rules. Where no rule rewrites it, it goes to the cluster IP, at
  /// which nobody is, and so do all that follow.
  private void send(Transaction tx) {
    tx.require(tx.get(answerer).isEmpty());
    if (!tx.get(anchors).jumps()) {
      tx.set(answerer, DNS.clusterIp().toString());
      return;
    }
    var to = tx.choose(SyncedPackets.served(DNS, tx.get(tables)).shares().keySet());
    tx.set(answerer, to.substring(0, to.lastIndexOf(':')));
  }

  private void claim() {
    eventuallyAlways("once quiet, the rules are those of a full sync", this::isSynced);
    always("a Service is refused only if it had no endpoints", s -> !refuses(s) || s.get(wasEmpty));
    sometimes("a Service without endpoints is refused", this::refuses);
    sometimes(
        "all is well after all that could happen",
        s ->
            Stream.of(changes, failures, flushes, crashes).allMatch(budget -> s.get(budget) == 0)
                && isSynced(s)
                && isServed(s));
  }

  private void claimForTheClient() {
    eventuallyAlways("once quiet, the client is served where that is possible", this::isServed);
    sometimes("packets go to an endpoint that is gone", s -> !reachesNobody(s) && !isServed(s));
  }

  private boolean isSynced(State state) {
    return state.get(anchors).jumps()
        && state
            .get(tables)
            .equals(
                SyncedServices.fullSync(
                    state.get(web), state.get(dnsSlice), state.get(webSlice), config));
  }

  private boolean isServed(State state) {
    var pods =
        state.get(dnsSlice).stream().map(pod -> SyncedServices.address(pod).toString()).toList();
    var to = state.get(answerer);
    return to.isEmpty() || pods.isEmpty() || pods.contains(to);
  }

  private boolean reachesNobody(State state) {
    return state.get(answerer).equals(DNS.clusterIp().toString());
  }

  private boolean refuses(State state) {
    return state.get(tables).filter().getOrDefault("KUBE-SERVICES", List.of()).stream()
        .anyMatch(rule -> rule.contains("-d " + DNS.clusterIp() + " ") && rule.endsWith("REJECT"));
  }

  @Override
  public List<SentPacket> sent(State before, Trace.Action step) {
    return step.rule().equals("the client sends")
        ? List.of(packets(before).first(step.choices()))
        : List.of();
  }

  @Override
  public List<SentPacket> next(State state) {
    return packets(state).next(state.get(answerer));
  }

  private SyncedPackets packets(State state) {
    return SyncedPackets.under(state.get(tables), state.get(anchors).jumps());
  }
}
