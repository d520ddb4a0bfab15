package dev.plimsoll.cluster.node.runtime;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Sandboxes and containers of the pods of a node, and the addresses that host-local IPAM has given
/// out. Pods are numbered from 0, those of one name apart.
///
/// What is here survives a restart of the runtime: containers belong to shims, records are on disk.
///
/// Source: containerd `pkg/cri/server` (`sandbox_run.go`, `sandbox_stop.go`, `restart.go`), v1.7;
/// CNI plugins `ipam/host-local`, v1.4.
///
/// @param sandboxes by pod, the older first
/// @param containers by pod
/// @param addresses by address: whether it is given out
public record ContainerRuntime(
    Cells<List<Sandbox>> sandboxes, Cells<Container> containers, Cells<Boolean> addresses) {

  // ---- what there is

  /// Whether the pod has a sandbox that passes.
  public boolean hasSandbox(State state, int pod, Predicate<Sandbox> test) {
    return state.get(sandboxes.get(pod)).stream().anyMatch(test);
  }

  /// Whether the pod has a sandbox whose pause container runs.
  public boolean hasReadySandbox(State state, int pod) {
    return hasSandbox(state, pod, sandbox -> sandbox.state() == Sandbox.State.READY);
  }

  /// Whether a sandbox of the pod is being made.
  public boolean isCreating(State state, int pod) {
    return hasSandbox(state, pod, sandbox -> sandbox.state() == Sandbox.State.CREATING);
  }

  /// Whether no sandbox of the pod is up, and none has an address.
  public boolean isTornDown(State state, int pod) {
    return state.get(sandboxes.get(pod)).stream().allMatch(Sandbox::isTornDown);
  }

  /// The container of the pod.
  public Container container(State state, int pod) {
    return state.get(containers.get(pod));
  }

  /// Whether the container of the pod runs.
  public boolean isAlive(State state, int pod) {
    return container(state, pod).isAlive();
  }

  /// Whether the runtime remembers anything of the pod.
  public boolean knows(State state, int pod) {
    return !state.get(sandboxes.get(pod)).isEmpty()
        || !container(state, pod).equals(Container.NONE);
  }

  /// The addresses of all sandboxes, as often as sandboxes have them.
  public List<Integer> held(State state) {
    return sandboxes.values(state).stream()
        .flatMap(List::stream)
        .flatMap(sandbox -> sandbox.address().stream())
        .toList();
  }

  // ---- calls of the CRI

  /// `RunPodSandbox`: begins to make one; what was torn down is forgotten.
  public void runSandbox(Transaction tx, int pod) {
    var left = new ArrayList<>(tx.get(sandboxes.get(pod)));
    left.removeIf(Sandbox::isTornDown);
    left.add(Sandbox.NEW);
    tx.set(sandboxes.get(pod), List.copyOf(left));
  }

  /// `StopPodSandbox`: CNI DEL, and no pause container.
  public void stopSandbox(Transaction tx, int pod) {
    var torn = first(tx, pod, sandbox -> !sandbox.isTornDown());
    torn.address().ifPresent(address -> tx.set(addresses.get(address), false));
    replace(tx, pod, torn, new Sandbox(Sandbox.State.NOT_READY, Optional.empty()));
  }

  /// `CreateContainer` and `StartContainer`.
  public void startContainer(Transaction tx, int pod) {
    tx.update(containers.get(pod), Container::next);
  }

  /// `StopContainer`: SIGTERM.
  public void stopContainer(Transaction tx, int pod) {
    tx.require(container(tx, pod).state() == Container.State.RUNNING);
    tx.update(containers.get(pod), container -> container.in(Container.State.STOPPING));
  }

  /// `RemoveContainer` and `RemovePodSandbox`.
  public void remove(Transaction tx, int pod) {
    tx.set(containers.get(pod), Container.NONE);
    tx.set(sandboxes.get(pod), List.of());
  }

  // ---- what it does by itself

  /// CNI ADD: the sandbox gets the first address that is free; where there is none, it waits.
  public void setUpNetwork(Transaction tx, int pod) {
    var sandbox = first(tx, pod, ContainerRuntime::hasNoNetwork);
    replace(tx, pod, sandbox, new Sandbox(Sandbox.State.CREATING, Optional.of(takeAddress(tx))));
  }

  /// CNI ADD fails before or after an address was taken, and so does the DEL that is to undo it.
  ///
  /// @param isKept whether a record of the sandbox is left, so that it can be torn down later
  public void failNetwork(Transaction tx, int pod, boolean isKept) {
    var sandbox = first(tx, pod, ContainerRuntime::hasNoNetwork);
    var address = tx.chooseWhether() ? Optional.of(takeAddress(tx)) : Optional.<Integer>empty();
    if (isKept) {
      replace(tx, pod, sandbox, new Sandbox(Sandbox.State.NOT_READY, address));
    } else {
      tx.set(
          sandboxes.get(pod),
          tx.get(sandboxes.get(pod)).stream().filter(each -> !each.equals(sandbox)).toList());
    }
  }

  private static boolean hasNoNetwork(Sandbox sandbox) {
    return sandbox.equals(Sandbox.NEW);
  }

  private int takeAddress(Transaction tx) {
    var free = IntStream.range(0, addresses.size()).filter(each -> !tx.get(addresses.get(each)));
    var address = free.findFirst();
    tx.require(address.isPresent());
    tx.set(addresses.get(address.getAsInt()), true);
    return address.getAsInt();
  }

  /// The pause container of a sandbox that has its network starts.
  public void startPause(Transaction tx, int pod) {
    var sandbox =
        first(
            tx, pod, each -> each.state() == Sandbox.State.CREATING && each.address().isPresent());
    replace(tx, pod, sandbox, sandbox.in(Sandbox.State.READY));
  }

  /// The pause container dies; containers may outlive it.
  public void losePause(Transaction tx, int pod) {
    var sandbox = first(tx, pod, each -> each.state() == Sandbox.State.READY);
    replace(tx, pod, sandbox, sandbox.in(Sandbox.State.NOT_READY));
  }

  /// The container ends by itself, well or not.
  public void end(Transaction tx, int pod, boolean well) {
    tx.require(isAlive(tx, pod));
    tx.update(
        containers.get(pod),
        container -> container.in(well ? Container.State.SUCCEEDED : Container.State.FAILED));
  }

  /// A container that was told to stop does so, or is killed when its grace period is over.
  public void finishStop(Transaction tx, int pod) {
    tx.require(container(tx, pod).state() == Container.State.STOPPING);
    end(tx, pod, tx.chooseWhether());
  }

  /// The runtime is restarted: sandboxes that were being made are given up.
  public void restart(Transaction tx) {
    change(tx, sandbox -> sandbox.state() == Sandbox.State.CREATING);
  }

  /// The node is rebooted: nothing runs any more, and records are as they were.
  public void reboot(Transaction tx) {
    change(tx, Sandbox::isUp);
    containers.forEach(
        cell -> tx.update(cell, each -> each.isAlive() ? each.in(Container.State.FAILED) : each));
  }

  private void change(Transaction tx, Predicate<Sandbox> which) {
    UnaryOperator<Sandbox> lose =
        each -> which.test(each) ? each.in(Sandbox.State.NOT_READY) : each;
    sandboxes.forEach(cell -> tx.update(cell, all -> all.stream().map(lose).toList()));
  }

  // ---- records

  private Sandbox first(Transaction tx, int pod, Predicate<Sandbox> test) {
    var found = tx.get(sandboxes.get(pod)).stream().filter(test).findFirst();
    tx.require(found.isPresent());
    return found.orElseThrow();
  }

  private void replace(Transaction tx, int pod, Sandbox sandbox, Sandbox by) {
    Cell<List<Sandbox>> cell = sandboxes.get(pod);
    var changed = new ArrayList<>(tx.get(cell));
    changed.set(changed.indexOf(sandbox), by);
    tx.set(cell, List.copyOf(changed));
  }
}
