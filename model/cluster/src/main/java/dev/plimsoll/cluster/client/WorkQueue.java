package dev.plimsoll.cluster.client;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Keys that workers are to process: each is queued once however often it is added, and is not
/// given to a worker while another has it; one that was added meanwhile is queued again when that
/// one is done. A key that has failed waits, each time twice as long up to a limit, until it is
/// forgotten.
///
/// Source: client-go `util/workqueue`, `queue.go`, `delaying_queue.go`,
/// `default_rate_limiters.go` (`ItemExponentialFailureRateLimiter`), v0.30. The channel between
/// `AddAfter` and the waiting loop is left out, so are shutting down and the rate of all keys
/// together.
///
/// @param queue keys in the order in which they are to be processed
/// @param items what is known of each key
/// @param doublings how often the delay doubles until it is the longest
public record WorkQueue(Cell<List<Integer>> queue, List<Cell<Item>> items, int doublings, Bug bug) {

  /// Mistakes to seed.
  public enum Bug {
    /// A queue as it should be.
    NONE,
    /// What is added while its key is processed is dropped.
    DROPS_WHILE_PROCESSING,
    /// A key that is done is not queued again.
    DOES_NOT_ADD_AGAIN,
    /// A key is queued although it is being processed.
    QUEUES_WHILE_PROCESSING,
    /// A key is queued as often as it is added.
    QUEUES_TWICE,
    /// What is to be added later is dropped while its key is processed.
    DROPS_DELAYED,
    /// A key that waits goes on to do so although it is to be added sooner.
    KEEPS_WAITING,
    /// A key that waits is never added.
    HOLDS_DELAYED,
    /// The delay grows for ever.
    HAS_NO_LIMIT
  }

  /// What is known of a key.
  ///
  /// @param dirty whether it is to be processed
  /// @param processing whether a worker has it
  /// @param failures how often it has failed, counted up to the longest delay
  /// @param waits for how long until it is added
  public record Item(boolean dirty, boolean processing, int failures, Optional<Integer> waits) {

    /// Of a key that there is nothing to say of.
    public static final Item NONE = new Item(false, false, 0, Optional.empty());

    Item marked(boolean isDirty, boolean isProcessing) {
      return new Item(isDirty, isProcessing, failures, waits);
    }

    Item failed(int times) {
      return new Item(dirty, processing, times, waits);
    }

    Item waiting(Optional<Integer> time) {
      return new Item(dirty, processing, failures, time);
    }
  }

  public WorkQueue {
    items = List.copyOf(items);
  }

  /// The longest delay; the shortest is 1.
  public static int longest(int doublings) {
    return 1 << doublings;
  }

  /// Marks a key: it is to be processed.
  public void add(Transaction tx, int key) {
    var item = tx.get(items.get(key));
    if ((item.dirty() && bug != Bug.QUEUES_TWICE)
        || (item.processing() && bug == Bug.DROPS_WHILE_PROCESSING)) {
      return;
    }
    tx.set(items.get(key), item.marked(true, item.processing()));
    if (!item.processing() || bug == Bug.QUEUES_WHILE_PROCESSING) {
      push(tx, key);
    }
  }

  /// Takes the first key, to process it; there must be one.
  public int take(Transaction tx) {
    var all = tx.get(queue);
    tx.require(!all.isEmpty());
    int key = all.getFirst();
    tx.set(queue, all.subList(1, all.size()));
    tx.update(items.get(key), item -> item.marked(false, true));
    return key;
  }

  /// A worker is done with a key.
  public void done(Transaction tx, int key) {
    var item = tx.get(items.get(key));
    tx.set(items.get(key), item.marked(item.dirty(), false));
    var isQueued = bug == Bug.DOES_NOT_ADD_AGAIN || bug == Bug.QUEUES_WHILE_PROCESSING;
    if (item.dirty() && !isQueued) {
      push(tx, key);
    }
  }

  /// Adds a key once some time has passed: at the sooner time if it waits already.
  public void addAfter(Transaction tx, int key, int delay) {
    var item = tx.get(items.get(key));
    if (item.processing() && bug == Bug.DROPS_DELAYED) {
      return;
    }
    var isSooner = bug != Bug.KEEPS_WAITING && item.waits().filter(it -> it <= delay).isEmpty();
    if (item.waits().isEmpty() || isSooner) {
      tx.set(items.get(key), item.waiting(Optional.of(delay)));
    }
  }

  /// Adds a key that has failed, later than after the failure before.
  public void addRateLimited(Transaction tx, int key) {
    var failures = tx.get(items.get(key)).failures();
    var most = bug == Bug.HAS_NO_LIMIT ? doublings + 1 : doublings;
    tx.update(items.get(key), item -> item.failed(Math.min(failures + 1, most)));
    addAfter(tx, key, longest(failures));
  }

  /// A key has not failed: what was before does not count any more.
  public void forget(Transaction tx, int key) {
    tx.update(items.get(key), item -> item.failed(0));
  }

  /// A unit of time passes; some key must wait.
  public void pass(Transaction tx) {
    tx.require(items.stream().anyMatch(item -> tx.get(item).waits().isPresent()));
    for (var key = 0; key < items.size(); key++) {
      var item = tx.get(items.get(key));
      if (item.waits().isPresent()) {
        var least = bug == Bug.HOLDS_DELAYED ? 1 : 0;
        var left = item.waits().map(time -> Math.max(time - 1, least)).filter(time -> time > 0);
        tx.set(items.get(key), item.waiting(left));
        if (left.isEmpty()) {
          add(tx, key);
        }
      }
    }
  }

  /// Whether a key is queued, is queued again once it is done, or waits.
  public boolean isPending(State state, int key) {
    var item = state.get(items.get(key));
    return state.get(queue).contains(key)
        || item.waits().isPresent()
        || (item.dirty() && item.processing());
  }

  /// How long a key waits yet.
  public OptionalInt waits(State state, int key) {
    return state.get(items.get(key)).waits().stream().mapToInt(Integer::intValue).findFirst();
  }

  /// All keys.
  public List<Integer> keys() {
    return IntStream.range(0, items.size()).boxed().toList();
  }

  private void push(Transaction tx, int key) {
    tx.update(queue, all -> Stream.concat(all.stream(), Stream.of(key)).toList());
  }
}
