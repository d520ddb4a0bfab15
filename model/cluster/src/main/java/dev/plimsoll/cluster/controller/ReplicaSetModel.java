package dev.plimsoll.cluster.controller;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.Queue;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.apiserver.Store;
import dev.plimsoll.cluster.apiserver.WatchEvent;
import java.util.List;
import java.util.stream.IntStream;

/// A ReplicaSet controller against an API server whose watches lag.
///
/// A user scales the ReplicaSet, pods fail, and the controller acts on a cache that is filled by
/// events which may be late by any amount up to a bound. If it trusts the cache, it creates pods
/// that it has created already; if it waits until the cache shows what it did, it does not.
///
/// What it leaves out: conflicts and errors of the API server, relisting, restarts of the
/// controller, pods that are not ready, expectations that expire.
public final class ReplicaSetModel extends Model {

  /// Mistakes to seed.
  public enum Bug {
    /// The controller as it should be.
    NONE,
    /// The deletion of a pod does not put the ReplicaSet in the work queue.
    DELETION_NOT_QUEUED
  }

  /// How far the model goes.
  ///
  /// @param replicas asked for at first
  /// @param mostReplicas the most that a user asks for
  /// @param scales how often a user scales
  /// @param failures how many pods fail
  /// @param lag how many events of a watch may be under way; calls that would cause more wait
  public record Bounds(int replicas, int mostReplicas, int scales, int failures, int lag) {}

  private final Bounds bounds;
  private final boolean expectations;
  private final Bug bug;
  private final Cell<Store> store;
  private final Cell<ReplicaSetController> controller;
  private final Cell<Integer> scales;
  private final Cell<Integer> failures;
  private final Cell<Integer> mostAsked;
  private final Queue<Integer> replicaSetWatch;
  private final Queue<WatchEvent> podWatch;

  /// A controller with or without expectations.
  public ReplicaSetModel(Bounds bounds, boolean expectations, Bug bug) {
    this.bounds = bounds;
    this.expectations = expectations;
    this.bug = bug;
    store = cell("store", new Store(bounds.replicas(), List.of(), 0));
    controller = cell("controller", ReplicaSetController.started(bounds.replicas()));
    replicaSetWatch = queue("ReplicaSet watch", Integer.class, bounds.lag());
    podWatch = queue("pod watch", WatchEvent.class, bounds.lag());
    scales = cell("scales", 0);
    failures = cell("failures", 0);
    mostAsked = cell("most replicas asked for", bounds.replicas());

    rule("user scales", this::scale);
    rule("pod fails", this::fail);
    rule("ReplicaSet event arrives", replicaSetWatch, this::receive);
    rule("pod event arrives", podWatch, this::receive);
    rule("sync", this::sync);
    rule("create pod", this::create);
    rule("delete pod", this::delete);

    always(
        "never more pods than were ever asked for",
        s -> s.get(store).pods().size() <= s.get(mostAsked));
    deadlockFree(
        "rests only with as many pods as asked for",
        s -> s.get(store).pods().size() == s.get(store).replicas());
    sometimes(
        "all pods asked for run",
        s -> {
          var held = s.get(store);
          return held.replicas() > 0 && held.pods().size() == held.replicas();
        });
    sometimes(
        "the cache is behind",
        s -> !s.get(store).pods().equals(s.get(controller).informer().pods()));
    if (bounds.failures() > 0) {
      sometimes("a failed pod is replaced", s -> s.get(store).nextPod() > s.get(mostAsked));
    }
  }

  private void scale(Transaction tx) {
    var before = tx.get(scales);
    tx.require(before < bounds.scales());
    var held = tx.get(store);
    var others =
        IntStream.rangeClosed(0, bounds.mostReplicas())
            .filter(replicas -> replicas != held.replicas())
            .boxed()
            .toList();
    var replicas = tx.choose(others);
    tx.set(scales, before + 1)
        .set(store, held.scaled(replicas))
        .update(mostAsked, most -> Math.max(most, replicas))
        .send(replicaSetWatch, replicas);
  }

  private void fail(Transaction tx) {
    var before = tx.get(failures);
    tx.require(before < bounds.failures());
    var pod = tx.choose(tx.get(store).pods());
    tx.set(failures, before + 1);
    remove(tx, pod);
  }

  private void receive(Transaction tx, int replicas) {
    tx.receive(replicaSetWatch);
    tx.update(controller, c -> c.received(replicas));
  }

  private void receive(Transaction tx, WatchEvent event) {
    tx.receive(podWatch);
    var enqueue = !(event instanceof WatchEvent.Deleted && bug == Bug.DELETION_NOT_QUEUED);
    tx.update(controller, c -> c.received(event, enqueue));
  }

  private void sync(Transaction tx) {
    tx.require(tx.get(controller).canSync());
    tx.update(controller, c -> c.sync(expectations));
  }

  private void create(Transaction tx) {
    tx.require(tx.get(controller).creations() > 0);
    var pod = tx.get(store).nextPod();
    tx.update(store, Store::withNextPod)
        .send(podWatch, new WatchEvent.Added(pod))
        .update(controller, ReplicaSetController::created);
  }

  private void delete(Transaction tx) {
    var deletions = tx.get(controller).deletions();
    tx.require(!deletions.isEmpty());
    var pod = deletions.getFirst();
    var found = tx.get(store).pods().contains(pod);
    if (found) {
      remove(tx, pod);
    }
    tx.update(controller, c -> c.deleted(found));
  }

  private void remove(Transaction tx, int pod) {
    tx.update(store, s -> s.without(pod)).send(podWatch, new WatchEvent.Deleted(pod));
  }
}
