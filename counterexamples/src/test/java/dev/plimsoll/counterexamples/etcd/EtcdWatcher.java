package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.mvcc.KeyValue;
import dev.plimsoll.etcd.watch.WatchResponse;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One stream of a watch at one member, and what is received by it.
///
/// It ends at the first error. jetcd would go on by itself, and leave out or repeat what it should
/// not: after a second error before anything has come it begins behind what it has not received,
/// and after a notification of progress at the revision that it has received (`WatchImpl`, 0.8.7).
final class EtcdWatcher implements Watch.Listener, AutoCloseable {

  private static final int NUMBER = 1;

  private final List<WatchResponse> received = new ArrayList<>();
  private final Watch.Watcher watcher;
  private int start;
  private int last;
  private boolean hasBegun;
  private boolean isOver;

  /// @param start the first revision that it is to tell of; 0 for what comes
  EtcdWatcher(Client client, KeyRange keys, int start) {
    this.start = start;
    var option =
        WatchOption.builder()
            .withRevision(start)
            .withProgressNotify(true)
            .withCreateNotify(true)
            .withRequireLeader(true);
    if (!keys.end().isEmpty()) {
      option.withRange(EtcdCalls.bytes(keys.end()));
    }
    watcher = client.getWatchClient().watch(key(keys), option.build(), this);
  }

  /// etcd's requests have no empty key: all keys begin at the zero byte.
  private static io.etcd.jetcd.ByteSequence key(KeyRange keys) {
    return EtcdCalls.bytes(keys.key().isEmpty() ? "\0" : keys.key());
  }

  @Override
  public synchronized void onNext(io.etcd.jetcd.watch.WatchResponse response) {
    var revision = Math.toIntExact(response.getHeader().getRevision());
    if (isOver) {
      return;
    }
    if (response.isCreatedNotify()) {
      hasBegun = true;
      start = start == 0 ? revision + 1 : start;
    } else if (response.isProgressNotify()) {
      received.add(new WatchResponse.Progress(revision));
    } else {
      var events = response.getEvents().stream().map(EtcdWatcher::event).toList();
      received.add(new WatchResponse.Events(NUMBER, events));
      last = events.getLast().revision();
    }
    notifyAll();
  }

  private static Event event(WatchEvent event) {
    var kv = event.getKeyValue();
    return new Event(
        switch (event.getEventType()) {
          case PUT -> Event.Type.PUT;
          case DELETE -> Event.Type.DELETE;
          case UNRECOGNIZED -> throw new IllegalArgumentException("an unknown event: " + event);
        },
        new KeyValue(
            EtcdCalls.text(kv.getKey()),
            EtcdCalls.text(kv.getValue()),
            Math.toIntExact(kv.getCreateRevision()),
            Math.toIntExact(kv.getModRevision()),
            Math.toIntExact(kv.getVersion()),
            Math.toIntExact(kv.getLease())));
  }

  @Override
  public synchronized void onError(Throwable error) {
    if (!isOver && error instanceof CompactedException compacted) {
      var revision = Math.toIntExact(compacted.getCompactedRevision());
      received.add(new WatchResponse.Canceled(NUMBER, revision));
    }
    end();
  }

  @Override
  public synchronized void onCompleted() {
    end();
  }

  private void end() {
    isOver = true;
    notifyAll();
  }

  /// Waits until it has told of a revision, or is over; no longer than that.
  ///
  /// @return whether it is over, or has told of it
  synchronized boolean await(int revision, Duration longest) throws InterruptedException {
    var end = System.nanoTime() + longest.toNanos();
    for (var left = longest.toMillis(); !isOver && last < revision && left > 0; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return isOver || last >= revision;
  }

  /// What was received; nothing is from now on. Empty where it has not begun.
  synchronized Optional<Session> ended() {
    end();
    return hasBegun ? Optional.of(new Session(start, received, false)) : Optional.empty();
  }

  /// Asks for a notification of progress, once it has begun: jetcd has no stream before.
  void requestProgress() {
    boolean canAsk;
    synchronized (this) {
      canAsk = hasBegun && !isOver;
    }
    if (canAsk) {
      watcher.requestProgress();
    }
  }

  /// Ends it.
  @Override
  public void close() {
    synchronized (this) {
      end();
    }
    watcher.close();
  }
}
