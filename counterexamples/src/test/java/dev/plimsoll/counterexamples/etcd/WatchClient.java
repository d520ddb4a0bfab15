package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.properties.watch.WatchRecording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/// Watches some keys, at one member after the other, and resumes where it was broken; now and then
/// it looks again at what is past.
final class WatchClient implements Callable<List<WatchRecording>> {

  private static final int COMING = 0;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final String name;
  private final KeyRange keys;
  private final EtcdCluster cluster;
  private final RandomGenerator random;
  private final List<WatchRecording> recordings = new ArrayList<>();
  private volatile int lastRevision = Integer.MAX_VALUE;

  WatchClient(String name, KeyRange keys, EtcdCluster cluster, RandomGenerator random) {
    this.name = name;
    this.keys = keys;
    this.cluster = cluster;
    this.random = random;
  }

  /// Lets it end when it has told of the writes that end the recording.
  void endAt(Ends ends) {
    lastRevision = ends.of(keys);
  }

  /// The streams: together they have told of all up to the last revision, unless they have not in
  /// two minutes.
  @Override
  public List<WatchRecording> call() throws InterruptedException {
    var next = random.nextBoolean() ? COMING : 1;
    var end = Long.MAX_VALUE;
    while (next <= lastRevision && System.nanoTime() < end) {
      var session = watch(isLookingBack(next) ? random.nextInt(1, next) : next);
      if (session.isPresent()) {
        next = Math.max(next, session.get().next());
      }
      if (lastRevision < Integer.MAX_VALUE && end == Long.MAX_VALUE) {
        end = System.nanoTime() + EtcdCluster.PATIENCE.toNanos();
      }
    }
    return recordings;
  }

  private boolean isLookingBack(int next) {
    return next > 1 && random.nextInt(5) == 0;
  }

  private Optional<Session> watch(int start) throws InterruptedException {
    var member = random.nextInt(cluster.size());
    Optional<Session> session;
    try (var watcher = new EtcdWatcher(cluster.client(member), keys, start)) {
      for (var looks = random.nextInt(5, 60); looks > 0; looks--) {
        if (watcher.await(lastRevision, BETWEEN_LOOKS)) {
          break;
        }
      }
      session = watcher.ended();
    }
    if (session.isPresent()) {
      var stream =
          "%s, stream %d, of member %s"
              .formatted(name, recordings.size() + 1, cluster.member(member).name());
      recordings.add(new WatchRecording(stream, keys, session.get()));
    } else {
      Thread.sleep(BETWEEN_LOOKS);
    }
    return session;
  }
}
