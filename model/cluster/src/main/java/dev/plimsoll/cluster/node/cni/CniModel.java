package dev.plimsoll.cluster.node.cni;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.FaultyModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pods of a node whose sandboxes come and go, each with an ID of its own, and calls of CNI plugins
/// for them. Plugins wait for the lock of the folder of addresses, and get it in any order. A call
/// may take longer than the kubelet waits: it goes on, and is made again. A plugin may be killed
/// before or after it has written its file; the runtime may be restarted, and its plugins with it.
public final class CniModel extends FaultyModel {

  /// Mistakes to seed.
  public enum Bug {
    /// Plugins and runtime as they should be.
    NONE,
    /// DEL goes by the name of the pod, not by the ID of the sandbox.
    DEL_BY_POD,
    /// ADD looks for a free address and takes it without the lock.
    NO_LOCK,
    /// DEL fails where there is nothing to free.
    DEL_NEEDS_ADDRESS,
    /// A DEL that was killed counts as done.
    NO_RETRY,
    /// A sandbox that is being made is not on record yet, and forgotten in a restart.
    RECORDED_LATE,
    /// Plugins outlive the runtime: an ADD may come after the DEL of its sandbox.
    OUTLIVES
  }

  /// How far the model goes.
  ///
  /// @param pods by name
  /// @param addresses that can be given out
  /// @param sandboxes that are ever made
  /// @param deaths of sandboxes that run
  /// @param faults calls that take too long, plugins that are killed, restarts of the runtime
  public record Bounds(int pods, int addresses, int sandboxes, int deaths, int faults) {}

  private static final int MOST_CALLS = 2;

  private final Bounds bounds;
  private final Bug bug;
  private final List<Integer> ids;
  private final Cells<Optional<Attachment>> sandboxes;
  private final Cells<Boolean> adds;
  private final Cells<Integer> dels;
  private final Cells<Optional<Integer>> picked;
  private final HostLocal addresses;

  /// No sandboxes.
  public CniModel(Bounds bounds, Bug bug) {
    this.bounds = bounds;
    this.bug = bug;
    ids = IntStream.range(0, bounds.sandboxes()).boxed().toList();
    sandboxes = cells("sandbox", ids.size(), Optional.empty());
    adds = cells("ADD is called", ids.size(), false);
    dels = cells("DEL is called", ids.size(), 0);
    picked = cells("ADD has picked", ids.size(), Optional.empty());
    addresses =
        new HostLocal(
            cells("file of address", bounds.addresses(), Optional.empty()),
            cell("last_reserved_ip", bounds.addresses() - 1));
    declareRuntime();
    declarePlugins();
    declareFaults();
    declareClaims();
  }

  // ---- what happens

  private void declareRuntime() {
    rule(
        "RunPodSandbox",
        IntStream.range(0, bounds.pods()).boxed().toList(),
        (tx, pod) -> {
          var id = ids.stream().filter(each -> tx.get(sandboxes.get(each)).isEmpty()).findFirst();
          tx.require(id.isPresent());
          tx.require(ids.stream().allMatch(each -> isOver(tx, each, pod)));
          tx.set(sandboxes.get(id.orElseThrow()), Optional.of(Attachment.of(pod)));
          tx.set(adds.get(id.orElseThrow()), true);
        });
    rule(
        "StopPodSandbox",
        ids,
        (tx, id) -> {
          move(tx, id, Attachment.State.DOWN, Attachment.State.STOPPING);
          tx.require(tx.get(dels.get(id)) < MOST_CALLS);
          tx.update(dels.get(id), count -> count + 1);
        });
    weaklyFairEach("RunPodSandbox", "StopPodSandbox");
  }

  /// Whether a sandbox is none of the pod's, or nothing is left of it as far as the runtime knows.
  private boolean isOver(State state, int id, int pod) {
    return state
        .get(sandboxes.get(id))
        .filter(it -> it.pod() == pod && !it.is(Attachment.State.GONE))
        .isEmpty();
  }

  private void move(Transaction tx, int id, Attachment.State from, Attachment.State to) {
    var sandbox = tx.get(sandboxes.get(id));
    tx.require(sandbox.filter(it -> it.is(from)).isPresent());
    tx.set(sandboxes.get(id), sandbox.map(it -> it.in(to)));
  }

  private boolean is(State state, int id, Attachment.State which) {
    return state.get(sandboxes.get(id)).filter(it -> it.is(which)).isPresent();
  }

  private void declarePlugins() {
    rule(
        "ADD looks for an address",
        ids,
        (tx, id) -> {
          tx.require(tx.get(adds.get(id))).require(picked.get(id), Optional.empty());
          tx.require(bug == Bug.NO_LOCK || isUnlocked(tx));
          var address = addresses.next(tx);
          tx.require(address.isPresent());
          tx.set(picked.get(id), address);
        });
    rule("ADD takes it", ids, this::take);
    rule("DEL", ids, this::delete);
    rule("CHECK", ids, this::check);
    weaklyFairEach("ADD looks for an address", "ADD takes it", "DEL");
  }

  private boolean isUnlocked(State state) {
    return picked.all(state, Optional.empty());
  }

  private void take(Transaction tx, int id) {
    var address = tx.get(picked.get(id));
    tx.require(address.isPresent());
    addresses.reserve(tx, address.orElseThrow(), id);
    tx.set(picked.get(id), Optional.empty()).set(adds.get(id), false);
    if (is(tx, id, Attachment.State.ADDING)) {
      tx.update(sandboxes.get(id), it -> it.map(each -> each.up(address.orElseThrow())));
    }
  }

  private void delete(Transaction tx, int id) {
    tx.require(tx.get(dels.get(id)) > 0).require(isUnlocked(tx));
    var pod = tx.get(sandboxes.get(id)).orElseThrow().pod();
    var fails = bug == Bug.DEL_NEEDS_ADDRESS && !addresses.has(tx, id);
    addresses.release(
        tx,
        owner ->
            bug == Bug.DEL_BY_POD
                ? tx.get(sandboxes.get(owner)).orElseThrow().pod() == pod
                : owner == id);
    tx.update(dels.get(id), count -> count - 1);
    if (is(tx, id, Attachment.State.STOPPING)) {
      var then = fails ? Attachment.State.DOWN : Attachment.State.GONE;
      move(tx, id, Attachment.State.STOPPING, then);
    }
  }

  /// A sandbox whose address is not reserved for it is stopped, as one that has failed.
  private void check(Transaction tx, int id) {
    tx.require(is(tx, id, Attachment.State.UP)).require(isUnlocked(tx));
    if (!addresses.has(tx, id)) {
      move(tx, id, Attachment.State.UP, Attachment.State.DOWN);
    }
  }

  private void declareFaults() {
    event(
        "a sandbox dies",
        bounds.deaths(),
        tx -> {
          var up = ids.stream().filter(id -> is(tx, id, Attachment.State.UP)).toList();
          move(tx, tx.choose(up), Attachment.State.UP, Attachment.State.DOWN);
        });
    var budget = cell("faults left", bounds.faults());
    fault(
        "a DEL takes too long",
        budget,
        ids,
        (tx, id) -> {
          tx.require(tx.get(dels.get(id)) > 0);
          move(tx, id, Attachment.State.STOPPING, Attachment.State.DOWN);
        });
    fault(
        "an ADD is killed",
        budget,
        ids,
        (tx, id) -> {
          tx.require(tx.get(adds.get(id)));
          endAdd(tx, id);
          if (is(tx, id, Attachment.State.ADDING)) {
            move(tx, id, Attachment.State.ADDING, Attachment.State.DOWN);
          }
        });
    fault(
        "a DEL is killed",
        budget,
        ids,
        (tx, id) -> {
          tx.require(tx.get(dels.get(id)) > 0);
          tx.update(dels.get(id), count -> count - 1);
          if (is(tx, id, Attachment.State.STOPPING)) {
            var then = bug == Bug.NO_RETRY ? Attachment.State.GONE : Attachment.State.DOWN;
            move(tx, id, Attachment.State.STOPPING, then);
          }
        });
    fault("the runtime is restarted", budget, tx -> ids.forEach(id -> restart(tx, id)));
  }

  /// An ADD ends before or after it has written its file.
  private void endAdd(Transaction tx, int id) {
    var address = tx.get(picked.get(id));
    if (address.isPresent() && tx.chooseWhether()) {
      addresses.reserve(tx, address.get(), id);
    }
    tx.set(picked.get(id), Optional.empty()).set(adds.get(id), false);
  }

  private void restart(Transaction tx, int id) {
    if (is(tx, id, Attachment.State.ADDING)) {
      var then = bug == Bug.RECORDED_LATE ? Attachment.State.GONE : Attachment.State.DOWN;
      move(tx, id, Attachment.State.ADDING, then);
    } else if (is(tx, id, Attachment.State.STOPPING)) {
      move(tx, id, Attachment.State.STOPPING, Attachment.State.DOWN);
    }
    if (bug != Bug.OUTLIVES) {
      endAdd(tx, id);
      tx.set(dels.get(id), 0);
    }
  }

  // ---- claims

  private void declareClaims() {
    always("an address belongs to at most one sandbox that runs", this::isUnique);
    eventuallyAlways(
        "in the end addresses of sandboxes that have ended come back",
        s ->
            addresses.files().values(s).stream()
                .flatMap(Optional::stream)
                .allMatch(id -> is(s, id, Attachment.State.UP)));
    eventuallyAlways(
        "in the end every sandbox runs, or is gone, or there is no address for it",
        s ->
            ids.stream()
                .noneMatch(
                    id ->
                        is(s, id, Attachment.State.DOWN)
                            || is(s, id, Attachment.State.STOPPING)
                            || (is(s, id, Attachment.State.ADDING) && !addresses.isFull(s))));

    sometimes("a sandbox runs with an address that another had before", this::isUsedAgain);
    sometimes("a DEL of a sandbox that is gone waits while the next of its pod runs", this::isLate);
    sometimes(
        "there is no address for a sandbox",
        s ->
            addresses.isFull(s) && ids.stream().anyMatch(id -> is(s, id, Attachment.State.ADDING)));
  }

  private List<Attachment> all(State state, Attachment.State which) {
    return sandboxes.values(state).stream()
        .flatMap(Optional::stream)
        .filter(it -> it.is(which))
        .toList();
  }

  private boolean isUnique(State state) {
    var running = all(state, Attachment.State.UP).stream().map(Attachment::address).toList();
    return running.stream().distinct().count() == running.size();
  }

  private boolean isUsedAgain(State state) {
    var before = all(state, Attachment.State.GONE).stream().map(Attachment::address).toList();
    return all(state, Attachment.State.UP).stream().anyMatch(it -> before.contains(it.address()));
  }

  private boolean isLate(State state) {
    var late =
        ids.stream()
            .filter(id -> is(state, id, Attachment.State.GONE) && state.get(dels.get(id)) > 0)
            .map(id -> state.get(sandboxes.get(id)).orElseThrow().pod())
            .toList();
    return all(state, Attachment.State.UP).stream().anyMatch(it -> late.contains(it.pod()));
  }
}
