package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.properties.watch.WatchRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Puts a real etcd under load and faults, and records what its clients are told.
final class Recorder {

  private static final int MEMBERS = 3;
  private static final int CLIENTS = 5;

  /// All keys, one, and some.
  private static final List<KeyRange> WATCHED =
      List.of(
          KeyRange.ALL,
          KeyRange.ALL,
          KeyRange.of(LoadClient.KEYS.getFirst()),
          new KeyRange(LoadClient.KEYS.get(1), LoadClient.KEYS.get(3)));

  private final EtcdProgram program;
  private final long seed;
  private final Duration load;

  Recorder(EtcdProgram program, long seed, Duration load) {
    this.program = program;
    this.seed = seed;
    this.load = load;
  }

  /// @param data where members keep what they save
  /// @param logs where their logs go
  /// @throws IOException if members do not answer when they should
  /// @throws ExecutionException if a client fails otherwise than by not being answered
  Recording record(Path data, Path logs)
      throws IOException, InterruptedException, ExecutionException {
    try (var cluster = new EtcdCluster(program, MEMBERS, data, logs)) {
      cluster.start();
      return record(cluster);
    }
  }

  private Recording record(EtcdCluster cluster)
      throws IOException, InterruptedException, ExecutionException {
    var random = new SplittableRandom(seed);
    var calls = new Calls();
    var faults = new Faults(cluster, random.split());
    var isOver = new AtomicBoolean();
    var threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    try {
      var watchers = watchers(cluster, random);
      var watches = watchers.stream().map(threads::submit).toList();
      var loads = new ArrayList<Future<?>>();
      for (var number = 1; number <= CLIENTS; number++) {
        var client = new LoadClient("c" + number, cluster, calls, random.split(), isOver::get);
        loads.add(threads.submit(client));
      }
      faults.strike(load);
      isOver.set(true);
      for (var client : loads) {
        client.get();
      }
      cluster.awaitAll();
      var ends = new Ends(writeAll(cluster, calls));
      watchers.forEach(watcher -> watcher.endAt(ends));
      List<List<WatchRecording>> recorded = new ArrayList<>();
      for (var watch : watches) {
        recorded.add(watch.get());
      }
      return new Recording(
          seed,
          program.version(),
          faults.log(),
          calls.all(),
          recorded,
          told(cluster, ends.of(KeyRange.ALL)),
          ends);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<WatchClient> watchers(EtcdCluster cluster, SplittableRandom random) {
    List<WatchClient> watchers = new ArrayList<>();
    for (var keys : WATCHED) {
      var name = "watch " + (watchers.size() + 1);
      watchers.add(new WatchClient(name, keys, cluster, random.split()));
    }
    return watchers;
  }

  /// Writes all keys.
  ///
  /// @return at which revision each
  private static Map<String, Integer> writeAll(EtcdCluster cluster, Calls calls)
      throws IOException, InterruptedException {
    Map<String, Integer> written = new LinkedHashMap<>();
    var end = System.nanoTime() + EtcdCluster.PATIENCE.toNanos();
    for (var key : LoadClient.KEYS) {
      for (var attempt = 1; !written.containsKey(key); attempt++) {
        if (System.nanoTime() > end) {
          throw new IOException("no member takes a write, though all of them run: see their logs");
        }
        var put = new Put(key, "end." + attempt);
        var answer = calls.ask("the end", cluster.client(attempt % cluster.size()), put);
        if (answer.isPresent()) {
          written.put(key, Math.toIntExact(answer.get().revision().orElseThrow()));
        }
      }
    }
    return written;
  }

  /// All changes up to a revision, as each member tells of them.
  private static List<List<Event>> told(EtcdCluster cluster, int last)
      throws IOException, InterruptedException {
    List<List<Event>> told = new ArrayList<>();
    for (var index = 0; index < cluster.size(); index++) {
      try (var watcher = new EtcdWatcher(cluster.client(index), KeyRange.ALL, 1)) {
        watcher.await(last, EtcdCluster.PATIENCE);
        var events =
            watcher.ended().orElseThrow().events().stream()
                .filter(event -> event.revision() <= last)
                .toList();
        if (events.isEmpty() || events.getLast().revision() < last) {
          throw new IOException(
              "%s does not tell of revision %d".formatted(cluster.member(index).name(), last));
        }
        told.add(events);
      }
    }
    return told;
  }
}
