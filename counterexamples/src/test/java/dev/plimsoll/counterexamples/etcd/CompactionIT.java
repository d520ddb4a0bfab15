package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.etcd.WatchGuarantee;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.etcd.watch.WatchResponse.Canceled;
import dev.plimsoll.etcd.watch.WatchResponse.Progress;
import dev.plimsoll.properties.watch.Breach;
import dev.plimsoll.properties.watch.WatchCheck;
import dev.plimsoll.properties.watch.WatchRecording;
import io.etcd.jetcd.options.CompactOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store is compacted again and again while a client writes; watches resume behind what they
/// were told of, or look back further than there is anything, and ask for notifications of
/// progress.
final class CompactionIT {

  private static final int WATCHES = 3;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /// What there is when a test begins, in revisions.
  private static final int FIRST = 1;

  @Test
  void watchesKeepWhatIsPromisedWhileTheStoreIsCompacted(@TempDir Path data) throws Exception {
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    var seconds = Boolean.getBoolean("plimsoll.nightly") ? 60 : 3;
    var random = new SplittableRandom(ThreadLocalRandom.current().nextLong());
    var logs = Path.of("target", "etcd", "compaction");
    try (var cluster = new EtcdCluster(program.get(), 3, data, logs)) {
      cluster.start();
      var written = new AtomicInteger(FIRST);
      var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      var streams = new ArrayList<WatchRecording>();
      try (var threads = Executors.newFixedThreadPool(WATCHES)) {
        var watches = new ArrayList<Future<List<WatchRecording>>>();
        for (var number = 1; number <= WATCHES; number++) {
          watches.add(threads.submit(watch(cluster, number, random.split(), written, end)));
        }
        write(cluster, written, end);
        for (var watch : watches) {
          streams.addAll(watch.get());
        }
      }

      var responses = streams.stream().flatMap(each -> each.session().received().stream()).toList();
      assertThat(responses)
          .hasAtLeastOneElementOfType(Canceled.class)
          .hasAtLeastOneElementOfType(Progress.class);
      assertThat(responses)
          .filteredOn(Canceled.class::isInstance)
          .allMatch(each -> ((Canceled) each).compactRevision() <= written.get());
      var check = new WatchCheck(told(streams));
      var breaches = new ArrayList<Breach>();
      streams.forEach(stream -> breaches.addAll(check.check(stream)));
      assertThat(breaches).extracting(Breach::claim).isSubsetOf(known(program.get()));
    }
  }

  /// etcd-io/etcd#15220, mended in 3.4.25 and 3.5.8: a notification that was asked for overtakes
  /// events.
  private static List<String> known(EtcdProgram program) {
    return program.isBefore(25, 8) ? List.of(WatchGuarantee.BOOKMARKABLE.claim()) : List.of();
  }

  /// Writes one thing after the other, and compacts now and then: up to somewhere before.
  private static void write(EtcdCluster cluster, AtomicInteger written, long end) throws Exception {
    for (var number = 1; System.nanoTime() < end; number++) {
      var put = new Put("k" + number % 3, Integer.toString(number));
      var answer = EtcdCalls.ask(cluster.client(number % cluster.size()), put).get();
      written.set(Math.toIntExact(answer.revision().orElseThrow()));
      if (number % 20 == 0) {
        cluster.client(0).getKVClient().compact(written.get() - 5, CompactOption.DEFAULT).get();
      }
    }
  }

  private static Callable<List<WatchRecording>> watch(
      EtcdCluster cluster, int number, SplittableRandom random, AtomicInteger written, long end) {
    return () -> {
      var streams = new ArrayList<WatchRecording>();
      var next = FIRST;
      while (System.nanoTime() < end) {
        var start = random.nextInt(4) == 0 ? random.nextInt(FIRST, next + 1) : next;
        try (var watcher = new EtcdWatcher(cluster.client(number - 1), KeyRange.ALL, start)) {
          for (var looks = random.nextInt(1, 8); looks > 0; looks--) {
            watcher.await(Integer.MAX_VALUE, BETWEEN_LOOKS);
            watcher.requestProgress();
          }
          var session = watcher.ended();
          if (session.isPresent()) {
            var name = "watch %d, stream %d".formatted(number, streams.size() + 1);
            streams.add(new WatchRecording(name, KeyRange.ALL, session.get()));
            next = Math.min(Math.max(next, session.get().next()), written.get() + 1);
          }
        }
      }
      return streams;
    };
  }

  /// All that any of them has told of: what is compacted can only be known so.
  private static List<Event> told(List<WatchRecording> streams) {
    return streams.stream()
        .flatMap(stream -> stream.session().events().stream())
        .distinct()
        .sorted(Comparator.comparingInt(Event::revision))
        .toList();
  }
}
