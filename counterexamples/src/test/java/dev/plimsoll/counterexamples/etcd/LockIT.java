package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.LeaseOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients take a lock in turn, by leases, while leaders are killed and paused. Etcd does not
/// promise that only one has it, but that two have it only if the lease of one ended meanwhile:
/// the claim of `etcd-lock`.
final class LockIT {

  private static final int CLIENTS = 3;
  private static final long TTL_SECONDS = 3;
  private static final long MILLISECONDS_FOR_AN_ANSWER = 2_000;

  /// That a client had the lock, at times of this machine in nanoseconds.
  ///
  /// @param wasAlive whether its lease was there when it no longer needed the lock
  private record Held(int client, long from, long to, boolean wasAlive) {

    boolean overlaps(Held other) {
      return from < other.to && other.from < to;
    }
  }

  @Test
  void twoClientsHaveTheLockOnlyIfTheLeaseOfOneEndedMeanwhile(@TempDir Path data) throws Exception {
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    var load = Duration.ofSeconds(Boolean.getBoolean("plimsoll.nightly") ? 90 : 5);
    var random = new SplittableRandom(ThreadLocalRandom.current().nextLong());
    var logs = Path.of("target", "etcd", "lock");
    try (var cluster = new EtcdCluster(program.get(), 3, data, logs)) {
      cluster.start();
      var end = System.nanoTime() + load.toNanos();
      var held = new ArrayList<Held>();
      var faults = new Faults(cluster, random.split());
      try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
        var clients = new ArrayList<Future<List<Held>>>();
        for (var number = 0; number < CLIENTS; number++) {
          clients.add(threads.submit(client(cluster, number, random.split(), end)));
        }
        faults.strike(load);
        for (var client : clients) {
          held.addAll(client.get());
        }
      }

      assertThat(held).hasSizeGreaterThan(CLIENTS);
      assertThat(faults.log()).isNotEmpty();
      assertThat(held)
          .filteredOn(Held::wasAlive)
          .allSatisfy(
              one ->
                  assertThat(held)
                      .filteredOn(other -> other.client != one.client && other.wasAlive)
                      .noneMatch(one::overlaps));
    }
  }

  private static Callable<List<Held>> client(
      EtcdCluster cluster, int number, SplittableRandom random, long end) {
    return () -> {
      var held = new ArrayList<Held>();
      while (System.nanoTime() < end) {
        try {
          held.add(hold(cluster.client(random.nextInt(cluster.size())), number, random));
        } catch (ExecutionException | TimeoutException _) {
          Thread.sleep(random.nextInt(50, 200));
        }
      }
      return held;
    };
  }

  /// Takes the lock, and gives it back with its lease, if that is there still.
  private static Held hold(Client client, int number, SplittableRandom random)
      throws InterruptedException, ExecutionException, TimeoutException {
    var leases = client.getLeaseClient();
    var lease = answer(leases.grant(TTL_SECONDS)).getID();
    try {
      var key = answer(client.getLockClient().lock(EtcdCalls.bytes("lock"), lease)).getKey();
      var from = System.nanoTime();
      Thread.sleep(random.nextInt(5, 100));
      var to = System.nanoTime();
      var left = answer(leases.timeToLive(lease, LeaseOption.DEFAULT)).getTTL();
      answer(client.getLockClient().unlock(key));
      return new Held(number, from, to, left > 0);
    } finally {
      var _ = leases.revoke(lease);
    }
  }

  private static <T> T answer(CompletableFuture<T> question)
      throws InterruptedException, ExecutionException, TimeoutException {
    return question.get(MILLISECONDS_FOR_AN_ANSWER, TimeUnit.MILLISECONDS);
  }
}
