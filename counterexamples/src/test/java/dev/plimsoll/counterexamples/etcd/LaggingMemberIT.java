package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.etcd.Session;
import dev.plimsoll.etcd.WatchGuarantee;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.properties.watch.Breach;
import dev.plimsoll.properties.watch.WatchCheck;
import dev.plimsoll.properties.watch.WatchRecording;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A member is down while more is written than its leader keeps, and gets a snapshot when it is
/// started again; a client that watched at it goes on to do so.
final class LaggingMemberIT {

  /// More than a leader keeps for slow members: etcdserver/server.go,
  /// `DefaultSnapshotCatchUpEntries`, 5,000, and up to `--snapshot-count` until it makes the next.
  private static final int WRITES = 5_500;

  private static final int AT_A_TIME = 100;
  private static final int FIRST_REVISION = 2;
  private static final Duration A_WHILE = Duration.ofSeconds(2);

  @Test
  void aMemberThatGotASnapshotTellsOfAllThatWasWritten(@TempDir Path data) throws Exception {
    assumeTrue(Boolean.getBoolean("plimsoll.nightly"), "only with -Pnightly");
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    var logs = Path.of("target", "etcd", "lagging");
    try (var cluster = new EtcdCluster(program.get(), 3, data, logs, "--snapshot-count=100")) {
      cluster.start();
      var leader = cluster.leader().orElseThrow();
      var lagging = (leader + 1) % cluster.size();
      write(cluster, leader, 1);
      var streams = new ArrayList<WatchRecording>();
      try (var watcher = new EtcdWatcher(cluster.client(lagging), KeyRange.ALL, FIRST_REVISION)) {
        watcher.await(FIRST_REVISION, EtcdCluster.PATIENCE);
        cluster.member(lagging).kill();
        add(streams, watcher.ended().orElseThrow());
      }
      write(cluster, leader, WRITES);
      cluster.restart(lagging);
      watchOn(cluster, lagging, streams, FIRST_REVISION + WRITES);
      var history = told(cluster, leader, FIRST_REVISION + WRITES);

      assertThat(snapshotsReceived(cluster, lagging)).isPositive();
      assertThat(history).hasSize(WRITES + 1);
      assertThat(told(cluster, lagging, FIRST_REVISION + WRITES)).isEqualTo(history);
      var check = new WatchCheck(history);
      assertThat(check.unfinished(streams, FIRST_REVISION + WRITES)).isEmpty();
      var breaches = new ArrayList<Breach>();
      streams.forEach(stream -> breaches.addAll(check.check(stream)));
      assertThat(breaches).extracting(Breach::claim).isSubsetOf(known(program.get()));
    }
  }

  /// etcd-io/etcd#15271, mended in 3.4.25 and 3.5.8: a watch tells once more of what it has told.
  private static List<String> known(EtcdProgram program) {
    return program.isBefore(25, 8) ? List.of(WatchGuarantee.ORDERED.claim()) : List.of();
  }

  private static void write(EtcdCluster cluster, int member, int count)
      throws InterruptedException, ExecutionException {
    for (var written = 0; written < count; ) {
      var batch = new ArrayList<CompletableFuture<?>>();
      for (; batch.size() < AT_A_TIME && written < count; written++) {
        var put = new Put("k" + written % 10, Integer.toString(written));
        batch.add(EtcdCalls.ask(cluster.client(member), put));
      }
      for (var answer : batch) {
        answer.get();
      }
    }
  }

  /// Watches at the member, from behind what has come, until all has.
  private static void watchOn(
      EtcdCluster cluster, int member, List<WatchRecording> streams, int last)
      throws InterruptedException {
    var end = System.nanoTime() + EtcdCluster.PATIENCE.toNanos();
    var next = streams.getLast().session().next();
    while (next <= last && System.nanoTime() < end) {
      try (var watcher = new EtcdWatcher(cluster.client(member), KeyRange.ALL, next)) {
        watcher.await(last, A_WHILE);
        var session = watcher.ended();
        session.ifPresent(each -> add(streams, each));
        next = session.map(Session::next).orElse(next);
      }
    }
  }

  private static void add(List<WatchRecording> streams, Session session) {
    var name = "stream %d".formatted(streams.size() + 1);
    streams.add(new WatchRecording(name, KeyRange.ALL, session));
  }

  private static List<Event> told(EtcdCluster cluster, int member, int last)
      throws InterruptedException {
    try (var watcher = new EtcdWatcher(cluster.client(member), KeyRange.ALL, 1)) {
      watcher.await(last, EtcdCluster.PATIENCE);
      return watcher.ended().orElseThrow().events();
    }
  }

  /// By its metrics: etcdserver/api/rafthttp/metrics.go.
  private static double snapshotsReceived(EtcdCluster cluster, int member)
      throws IOException, InterruptedException {
    var question = HttpRequest.newBuilder(URI.create(cluster.address(member, "/metrics"))).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(question, HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("etcd_network_snapshot_receive_success{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }
}
