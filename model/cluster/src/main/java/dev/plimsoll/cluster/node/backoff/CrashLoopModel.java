package dev.plimsoll.cluster.node.backoff;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.client.Component;
import java.util.Optional;

/// A container that crashes after any time, and a kubelet that starts it again: at once after the
/// first crash, later and later after those that follow, at once again after a long run. Time is
/// discrete; it passes when the kubelet has nothing to do.
///
/// Source: `pkg/kubelet/kuberuntime/kuberuntime_manager.go` (`doBackOff`), v1.30; client-go
/// `util/flowcontrol/backoff.go` (`Next`, `IsInBackOffSince`), v0.30.
public final class CrashLoopModel extends ClusterModel {

  /// Mistakes to seed.
  public enum Bug {
    /// A kubelet as it should be.
    NONE,
    /// The delay stays as it was at first.
    DOES_NOT_GROW,
    /// The delay grows for ever.
    HAS_NO_LIMIT,
    /// The delay is not forgotten after a long run.
    IS_NEVER_RESET
  }

  private final int longest;
  private final Bug bug;
  private final Component kubelet = component("kubelet");
  private final Cell<Optional<Backoff>> backoff = memory(kubelet, "back-off", Optional.empty());
  private final Cell<Crashes> container = cell("container", Crashes.NONE);

  /// A container that runs.
  ///
  /// @param doublings how often the delay doubles until it is the longest
  /// @param restarts how often the kubelet is restarted
  public CrashLoopModel(int doublings, int restarts, Bug bug) {
    super(1, 1);
    longest = 1 << doublings;
    this.bug = bug;
    step(kubelet, "start the container again", this::start);
    step(kubelet, "time passes", this::pass);
    rule("the container crashes", tx -> tx.update(container, was -> crashed(tx, was)));
    event(
        "the kubelet is restarted",
        restarts,
        tx -> {
          kubelet.restart(tx);
          tx.update(container, Crashes::forgotten);
        });
    declareClaims();
  }

  // ---- what happens

  private static Crashes crashed(Transaction tx, Crashes was) {
    tx.require(was.running());
    return was.crashed();
  }

  private void start(Transaction tx) {
    tx.require(isDue(tx));
    tx.update(backoff, entry -> Optional.of(next(entry)));
    tx.update(container, was -> was.startedAgain(longest));
  }

  private void pass(Transaction tx) {
    tx.require(!isDue(tx));
    if (tx.get(container).running()) {
      tx.update(backoff, entry -> entry.map(each -> each.older(longest)));
    }
    tx.update(container, was -> was.later(longest));
  }

  /// Whether the container is down, and not in back-off.
  private boolean isDue(State state) {
    var was = state.get(container);
    var entry = state.get(backoff).filter(each -> !isForgotten(each));
    return !was.running() && entry.filter(each -> was.time() < each.delay()).isEmpty();
  }

  private Backoff next(Optional<Backoff> entry) {
    return entry.filter(each -> !isForgotten(each)).map(this::grown).orElse(Backoff.NEW);
  }

  private Backoff grown(Backoff entry) {
    return switch (bug) {
      case NONE, IS_NEVER_RESET -> entry.next(longest);
      case DOES_NOT_GROW -> entry.next(Backoff.NEW.delay());
      case HAS_NO_LIMIT -> entry.next(2 * longest);
    };
  }

  private boolean isForgotten(Backoff entry) {
    return entry.age() == Backoff.longRun(longest) && bug != Bug.IS_NEVER_RESET;
  }

  // ---- claims

  private void declareClaims() {
    always(
        "a container is never started sooner than its crashes allow",
        s -> s.get(container).waited() >= s.get(container).owed());
    always(
        "a container is never down for longer than the longest delay",
        s -> s.get(container).running() || s.get(container).time() <= longest);
    whenever(
        "a container that crashes after a long run is started at once",
        s -> s.get(container).owed() == 0,
        s -> s.get(container).waited() == 0);
    sometimes("a container has been down for the longest delay", s -> waited(s) == longest);
    sometimes(
        "the kubelet still has an entry of a container that has run for long",
        s -> s.get(backoff).filter(each -> each.delay() > 1).filter(this::isForgotten).isPresent());
  }

  private int waited(State state) {
    return state.get(container).waited();
  }
}
