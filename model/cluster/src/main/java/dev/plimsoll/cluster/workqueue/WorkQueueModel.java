package dev.plimsoll.cluster.workqueue;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.client.WorkQueue;
import dev.plimsoll.cluster.workqueue.Work.Phase;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A controller that makes of each object what its spec asks for: an informer adds keys to a work
/// queue, and several workers process them while the process leads. The first object may fail
/// again and again, for ever; the process dies, and is not the leader when it starts.
public final class WorkQueueModel extends ClusterModel {

  /// The one that may fail.
  private static final int FAILING = 0;

  /// Mistakes to seed, but for those of the queue.
  public enum Bug {
    /// Workers as they should be.
    NONE,
    /// A worker whose sync has failed makes it again at once.
    RETRIES_IN_PLACE,
    /// A worker does not say that a sync has succeeded.
    NEVER_FORGETS
  }

  /// How far the model goes.
  ///
  /// @param objects how many, at least 1
  /// @param workers how many, at least 1
  /// @param changes how often an object is changed
  /// @param resyncs how often the informer tells of all objects again
  /// @param crashes how often the process dies
  /// @param doublings how often the delay doubles until it is the longest
  public record Bounds(
      int objects, int workers, int changes, int resyncs, int crashes, int doublings) {}

  private final Bounds bounds;
  private final Bug bug;
  private final List<Integer> keys;
  private final List<Integer> workers;
  private final Resource<Widget> objects;
  private final Component controller;
  private final WorkQueue queue;
  private final Informer<Widget> known;
  private final Cell<Boolean> leads;
  private final List<Cell<Optional<Work>>> work;
  private final Cells<Integer> synced;
  private final List<Cell<Integer>> failures;

  /// Objects that all are as they should be.
  ///
  /// @param lag how many changes may be on the way to the informer
  public WorkQueueModel(Bounds bounds, int lag, WorkQueue.Bug queueBug, Bug bug) {
    super(1, lag);
    this.bounds = bounds;
    this.bug = bug;
    keys = IntStream.range(0, bounds.objects()).boxed().toList();
    workers = IntStream.range(0, bounds.workers()).boxed().toList();
    objects =
        resource("objects", Collections.nCopies(keys.size(), Optional.of(new Widget(Meta.NEW, 0))));
    controller = component("controller");
    queue =
        new WorkQueue(
            memory(controller, "queue", List.of()),
            keys.stream()
                .map(key -> memory(controller, "key " + key, WorkQueue.Item.NONE))
                .toList(),
            bounds.doublings(),
            queueBug);
    leads = memory(controller, "leads", false);
    work =
        workers.stream()
            .map(each -> memory(controller, "worker " + each, Optional.<Work>empty()))
            .toList();
    failures =
        keys.stream().map(key -> memory(controller, "failures in a row of " + key, 0)).toList();
    synced = cells("synced version", keys.size(), 0);
    known = watch(controller, objects, (tx, name, before, after, by) -> queue.add(tx, name));
    declareController();
    event(
        "somebody changes an object",
        bounds.changes(),
        tx -> objects.patch(tx, tx.choose(keys), Widget::changed));
    mayCrash(controller, bounds.crashes());
    declareClaims();
  }

  // ---- what happens

  private void declareController() {
    step(controller, "begin to lead", tx -> tx.require(leads, false).set(leads, true));
    event(
        "the informer tells of all objects again",
        bounds.resyncs(),
        tx -> keys.forEach(key -> queue.add(tx, key)));
    step(controller, "time passes", queue::pass);
    step(controller, "take a key", workers, this::take);
    step(controller, "end a sync", workers, this::end);
    step(controller, "be done with a key", workers, this::done);
  }

  private void take(Transaction tx, int worker) {
    tx.require(leads, true).require(work.get(worker), Optional.empty());
    var key = queue.take(tx);
    var version = known.get(tx, key).orElseThrow().version();
    tx.set(work.get(worker), Optional.of(new Work(key, version, Phase.SYNCING)));
  }

  private void end(Transaction tx, int worker) {
    var has = inHand(tx, worker);
    tx.require(has.phase() == Phase.SYNCING);
    if (has.key() == FAILING && tx.chooseWhether()) {
      fail(tx, worker, has);
    } else {
      tx.set(synced.get(has.key()), has.version()).set(failures.get(has.key()), 0);
      if (bug != Bug.NEVER_FORGETS) {
        queue.forget(tx, has.key());
      }
      tx.set(work.get(worker), Optional.of(has.in(Phase.SUCCEEDED)));
    }
  }

  private void fail(Transaction tx, int worker, Work has) {
    tx.update(failures.get(has.key()), times -> Math.min(times + 1, bounds.doublings() + 1));
    if (bug != Bug.RETRIES_IN_PLACE) {
      queue.addRateLimited(tx, has.key());
    }
    tx.set(work.get(worker), Optional.of(has.in(Phase.FAILED)));
  }

  private void done(Transaction tx, int worker) {
    var has = inHand(tx, worker);
    tx.require(has.phase() != Phase.SYNCING);
    if (has.phase() == Phase.FAILED && bug == Bug.RETRIES_IN_PLACE) {
      tx.set(work.get(worker), Optional.of(has.in(Phase.SYNCING)));
    } else {
      queue.done(tx, has.key());
      tx.set(work.get(worker), Optional.empty());
    }
  }

  private Work inHand(Transaction tx, int worker) {
    tx.require(tx.get(work.get(worker)).isPresent());
    return tx.get(work.get(worker)).orElseThrow();
  }

  // ---- claims

  private void declareClaims() {
    always("a key is processed by one worker at a time", keys, (s, key) -> having(s, key) <= 1);
    always(
        "a key is queued once",
        s -> s.get(queue.queue()).stream().distinct().count() == s.get(queue.queue()).size());
    whenever(
        "a version that is not synced is queued, waits, or is in the hands of a worker",
        keys,
        (s, key) -> s.get(synced.get(key)) != known.get(s, key).orElseThrow().version(),
        (s, key) -> queue.isPending(s, key) || isSyncing(s, key));
    whenever(
        "a key that has failed waits no longer than its failures in a row allow",
        keys,
        (s, key) -> isInHand(s, key, Phase.FAILED),
        (s, key) -> queue.waits(s, key).orElse(0) <= owed(s, key));
    eventuallyAlways(
        "in the end the last version of every object was synced, but for one that fails",
        s -> keys.stream().filter(key -> key != FAILING).allMatch(key -> isSynced(s, key)));
    alwaysEventually(
        "an object that fails is tried again and again",
        s -> isSynced(s, FAILING) || isInHand(s, FAILING, Phase.SYNCING));
    declareExamples();
  }

  private void declareExamples() {
    sometimes("all workers have a key", s -> work.stream().allMatch(w -> s.get(w).isPresent()));
    sometimes(
        "a key changes while it is processed",
        s ->
            keys.stream()
                .anyMatch(key -> s.get(queue.items().get(key)).dirty() && having(s, key) > 0));
    sometimes(
        "a key waits for the longest delay",
        s -> queue.waits(s, FAILING).orElse(0) == WorkQueue.longest(bounds.doublings()));
    sometimes(
        "a key waits that has been synced meanwhile",
        s -> queue.waits(s, FAILING).isPresent() && s.get(failures.get(FAILING)) == 0);
    sometimes(
        "a process that does not lead has keys queued",
        s -> !s.get(leads) && s.get(queue.queue()).size() == keys.size());
  }

  private long having(State state, int key) {
    return work.stream()
        .filter(w -> state.get(w).filter(has -> has.key() == key).isPresent())
        .count();
  }

  private boolean isInHand(State state, int key, Phase phase) {
    return work.stream()
        .anyMatch(w -> state.get(w).filter(h -> h.key() == key && h.phase() == phase).isPresent());
  }

  private boolean isSyncing(State state, int key) {
    var version = known.get(state, key).orElseThrow().version();
    var synced = new Work(key, version, Phase.SUCCEEDED);
    return work.stream()
        .anyMatch(
            w ->
                state
                    .get(w)
                    .filter(
                        has ->
                            has.in(Phase.SUCCEEDED).equals(synced)
                                && has.phase() != Phase.SUCCEEDED)
                    .isPresent());
  }

  private int owed(State state, int key) {
    return WorkQueue.longest(Math.min(state.get(failures.get(key)) - 1, bounds.doublings()));
  }

  private boolean isSynced(State state, int key) {
    return state.get(synced.get(key)) == objects.get(state, key).orElseThrow().version();
  }
}
