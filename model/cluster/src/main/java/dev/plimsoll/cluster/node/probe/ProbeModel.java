package dev.plimsoll.cluster.node.probe;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.node.probe.ProbedContainer.App;
import java.util.Optional;

/// A container with a startup, a liveness and a readiness probe, which starts, is busy, hangs and
/// exits; its kubelet, which probes it, restarts it and may be restarted itself; and what the API
/// server is told, late.
///
/// Source: `pkg/kubelet/prober/worker.go` (`doProbe`), `prober_manager.go` (`UpdatePodStatus`),
/// `kubelet.go` (`SyncPod`, `syncLoopIteration`), `status/status_manager.go`
/// (`SetContainerReadiness`), v1.30.
public final class ProbeModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// A kubelet as it should be.
    NONE,
    /// Where nothing probes yet, a container counts as ready (kubernetes/kubernetes#135795).
    READY_WITHOUT_WORKER,
    /// The status is made of results by the name of the container, not by its id.
    FINDS_RESULTS_BY_NAME,
    /// Liveness is probed before the startup probe has succeeded.
    PROBES_TOO_EARLY,
    /// A container is left alone whose liveness probe fails.
    IGNORES_LIVENESS,
    /// A readiness probe that fails after one has succeeded is not told.
    TELLS_SUCCESS_ONLY
  }

  private final Bug bug;
  private final Component kubelet = component("kubelet");
  private final Cell<ProbedContainer> current = cell("container", ProbedContainer.NONE);
  private final Cell<Boolean> workers = memory(kubelet, "workers", false);
  private final Cell<Optional<Results>> results = memory(kubelet, "results", Optional.empty());
  private final Cell<Optional<ContainerStatus>> status =
      memory(kubelet, "status", Optional.empty());
  private final Cell<ContainerStatus> reported =
      cell("status at the API server", new ContainerStatus(0, false, false, false));

  /// A container that is to be started.
  ///
  /// @param faultCount how often the container gets busy, hangs or exits, or the kubelet dies
  public ProbeModel(int faultCount, Bug bug) {
    super(1, 1);
    this.bug = bug;
    declareSync();
    declareProbes();
    declareContainer(faultCount);
    declareClaims(faultCount);
  }

  // ---- the pod worker

  private void declareSync() {
    step(
        kubelet,
        "generate the status",
        tx -> {
          var generated = Optional.of(generate(tx));
          tx.require(!tx.get(status).equals(generated)).set(status, generated);
        });
    step(
        kubelet,
        "add workers that probe",
        tx -> tx.require(workers, false).require(tx.get(status).isPresent()).set(workers, true));
    step(
        kubelet,
        "kill the container",
        tx -> {
          var container = tx.get(current);
          tx.require(container.runs() && bug != Bug.IGNORES_LIVENESS);
          tx.require(of(tx, container.id()).filter(found -> !found.live()).isPresent());
          tx.set(current, container.in(App.EXITED));
        });
    step(
        kubelet,
        "start the container",
        tx -> {
          var container = tx.get(current);
          tx.require(workers, true).require(!container.runs());
          tx.set(current, container.next());
        });
    step(
        kubelet,
        "write the status",
        tx -> {
          var now = tx.get(status);
          tx.require(now.isPresent() && !now.get().equals(tx.get(reported)));
          tx.set(reported, now.get());
        });
  }

  /// The status as `generateAPIPodStatus` finds it.
  private ContainerStatus generate(State state) {
    var container = state.get(current);
    if (!container.runs()) {
      return new ContainerStatus(container.id(), false, false, false);
    }
    var found = bug == Bug.FINDS_RESULTS_BY_NAME ? state.get(results) : of(state, container.id());
    if (found.isEmpty() && bug == Bug.READY_WITHOUT_WORKER && !state.get(workers)) {
      return new ContainerStatus(container.id(), true, true, true);
    }
    var started = found.filter(Results::started).isPresent();
    return new ContainerStatus(
        container.id(), true, started, started && found.filter(Results::ready).isPresent());
  }

  /// What probes have found out about the container of the id.
  private Optional<Results> of(State state, int id) {
    return state.get(results).filter(found -> found.id() == id);
  }

  // ---- the workers that probe

  private void declareProbes() {
    step(
        kubelet,
        "turn to the container of the status",
        tx -> {
          tx.require(workers, true);
          var id = tx.get(status).map(ContainerStatus::id);
          tx.require(id.isPresent() && of(tx, id.get()).isEmpty());
          tx.set(results, id.map(Results::initial));
        });
    step(kubelet, "probe whether it has started", this::probeStartup);
    step(kubelet, "probe whether it is live", this::probeLiveness);
    step(kubelet, "probe whether it is ready", this::probeReadiness);
  }

  private void probeStartup(Transaction tx) {
    var found = probed(tx);
    tx.require(found.live() && !found.started());
    var app = tx.get(current).app();
    tx.require(app != App.STARTING); // it may fail as often as its threshold allows
    if (app.hasStarted()) {
      tx.set(results, Optional.of(found.asStarted()));
      tx.update(status, told -> told.map(ContainerStatus::asStarted));
    } else {
      tx.set(results, Optional.of(found.asDead()));
    }
  }

  private void probeLiveness(Transaction tx) {
    var found = probed(tx);
    tx.require(isToldStarted(tx) || bug == Bug.PROBES_TOO_EARLY);
    tx.require(found.live() && !tx.get(current).app().isLive());
    tx.set(results, Optional.of(found.asDead()));
  }

  private void probeReadiness(Transaction tx) {
    var found = probed(tx);
    tx.require(found.live() && isToldStarted(tx)); // after a failure of liveness, nothing is probed
    var ready = tx.get(current).app() == App.UP;
    tx.require(ready != found.ready() && (ready || bug != Bug.TELLS_SUCCESS_ONLY));
    tx.set(results, Optional.of(found.withReady(ready)));
    tx.update(status, told -> told.map(each -> each.withReady(ready)));
    tx.update(current, ProbedContainer::probedReady);
  }

  /// The results so far, where the container that is to be probed runs.
  private Results probed(Transaction tx) {
    var container = tx.get(current);
    var told = tx.get(status);
    tx.require(workers, true);
    tx.require(container.runs() && told.isPresent() && told.get().running());
    tx.require(told.get().id() == container.id());
    var found = of(tx, container.id());
    tx.require(found.isPresent());
    return found.orElseThrow();
  }

  private boolean isToldStarted(State state) {
    return state.get(status).filter(ContainerStatus::started).isPresent();
  }

  // ---- the container

  private void declareContainer(int faultCount) {
    step(kubelet, "the container comes up", tx -> change(tx, App.STARTING, App.UP));
    rule("the container is not busy any more", tx -> change(tx, App.BUSY, App.UP));
    var faults = cell("faults left", faultCount);
    mayCrash(kubelet, faults);
    fault("the container gets busy", faults, tx -> change(tx, App.UP, App.BUSY));
    fault("the container hangs", faults, tx -> befall(tx, App.HUNG));
    fault("the container exits", faults, tx -> befall(tx, App.EXITED));
  }

  private void change(Transaction tx, App from, App to) {
    tx.require(tx.get(current).app() == from);
    tx.update(current, container -> container.in(to));
  }

  private void befall(Transaction tx, App to) {
    var app = tx.get(current).app();
    tx.require(app != App.EXITED && app != to);
    tx.update(current, container -> container.in(to));
  }

  // ---- claims

  private void declareClaims(int faultCount) {
    whenever(
        "a container is ready only after a probe of it has passed",
        s -> s.get(reported).ready() && s.get(reported).id() == s.get(current).id(),
        s -> s.get(current).passed());
    whenever(
        "only a container that hangs is found dead",
        s -> s.get(current).runs() && isFoundDead(s),
        s -> s.get(current).app() == App.HUNG);
    leadsTo(
        "a container that hangs is restarted",
        s -> s.get(current).app() == App.HUNG,
        s -> s.get(current).app() != App.HUNG);
    eventuallyAlways(
        "in the end the container is up, and reported as it is",
        s -> s.get(current).app().hasStarted() && isReported(s));
    sometimes("the container is ready", this::isReportedReady);
    if (faultCount > 0) {
      sometimes(
          "a container is busy, and reported so",
          s -> s.get(current).app() == App.BUSY && isReported(s));
      sometimes(
          "a container is ready after another", s -> isReportedReady(s) && s.get(current).id() > 1);
      sometimes(
          "a container is still reported ready that has gone",
          s -> s.get(reported).ready() && s.get(reported).id() < s.get(current).id());
    }
  }

  private boolean isFoundDead(State state) {
    return of(state, state.get(current).id()).filter(found -> !found.live()).isPresent();
  }

  private boolean isReportedReady(State state) {
    return state.get(current).app() == App.UP && isReported(state);
  }

  private boolean isReported(State state) {
    var container = state.get(current);
    var ready = container.app() == App.UP;
    return state.get(reported).equals(new ContainerStatus(container.id(), true, true, ready));
  }
}
