package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.etcd.WatchGuarantee;
import dev.plimsoll.etcd.linearizability.Operation;
import dev.plimsoll.etcd.linearizability.Operation.Delete;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.properties.watch.Breach;
import dev.plimsoll.properties.watch.WatchCheck;
import dev.plimsoll.properties.watch.WatchRecording;
import io.etcd.jetcd.options.CompactOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the model of `incident/M19b` does, a real etcd does, if it is old enough: the check of
/// recorded watches finds it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KnownBugIT {

  private static final List<Operation> WRITES =
      List.of(new Put("k", "1"), new Put("other", "1"), new Delete("k"), new Put("other", "2"));

  private static final int DELETION = 4;
  private static final int LAST = 5;

  private List<Breach> before = List.of();
  private List<Breach> after = List.of();
  private boolean isBroken;

  @BeforeAll
  void compactAtADeletion(@TempDir Path data) throws Exception {
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    isBroken = program.get().isBefore(34, 16);
    try (var cluster = new EtcdCluster(program.get(), 1, data, Path.of("target", "etcd", "M19b"))) {
      cluster.start();
      var client = cluster.client(0);
      for (var write : WRITES) {
        EtcdCalls.ask(client, write).get();
      }
      var history = watch(cluster, 1).session().events();
      var check = new WatchCheck(history);
      before = check.check(watch(cluster, DELETION));
      client
          .getKVClient()
          .compact(DELETION, CompactOption.builder().withCompactPhysical(true).build())
          .get();
      after = check.check(watch(cluster, DELETION));
      assertThat(history).extracting(Event::revision).containsExactly(2, 3, 4, 5);
    }
  }

  /// A watch that has told of the last write.
  private static WatchRecording watch(EtcdCluster cluster, int start) throws InterruptedException {
    try (var watcher = new EtcdWatcher(cluster.client(0), KeyRange.ALL, start)) {
      watcher.await(LAST, EtcdCluster.PATIENCE);
      return new WatchRecording(
          "a watch from revision " + start, KeyRange.ALL, watcher.ended().orElseThrow());
    }
  }

  @Test
  void aDeletionIsToldOf() {
    assertThat(before).isEmpty();
  }

  /// etcd-io/etcd#18089, mended in 3.4.34 and 3.5.16.
  @Test
  void anOldEtcdDropsTheDeletionThatACompactionIsAt() {
    assertThat(after)
        .extracting(Breach::claim)
        .isEqualTo(isBroken ? List.of(WatchGuarantee.RELIABLE.claim()) : List.of());
  }
}
