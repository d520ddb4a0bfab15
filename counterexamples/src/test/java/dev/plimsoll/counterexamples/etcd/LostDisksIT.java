package dev.plimsoll.counterexamples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.etcd.linearizability.History;
import dev.plimsoll.etcd.linearizability.Operation.Put;
import dev.plimsoll.etcd.mvcc.Event;
import dev.plimsoll.etcd.mvcc.KeyRange;
import dev.plimsoll.properties.watch.Breach;
import dev.plimsoll.properties.watch.WrittenChanges;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault that etcd is not made for: two of three members start again under their names with
/// nothing on disk. Then an acknowledged write is lost, and that is found.
final class LostDisksIT {

  private static final int LOST = 2;

  /// Of a write to an empty store.
  private static final int FIRST_REVISION = 2;

  @Test
  void aMajorityWithoutItsDisksLosesAnAcknowledgedWrite(@TempDir Path data) throws Exception {
    assumeTrue(Boolean.getBoolean("plimsoll.nightly"), "only with -Pnightly");
    var program = EtcdProgram.find();
    assumeTrue(program.isPresent(), EtcdProgram.MISSING);
    var logs = Path.of("target", "etcd", "lost-disks");
    try (var cluster = new EtcdCluster(program.get(), 3, data, logs)) {
      cluster.start();
      var calls = new Calls();
      assertThat(calls.ask("c", cluster.client(0), new Put("k", "1"))).isPresent();
      for (var index = 0; index < cluster.size(); index++) {
        cluster.member(index).kill();
      }
      for (var index = 0; index < LOST; index++) {
        cluster.wipe(index);
        cluster.restart(index);
      }
      cluster.await(0);
      assertThat(calls.ask("c", cluster.client(0), new Put("other", "2"))).isPresent();

      assertThat(new WrittenChanges(told(cluster)).check(calls.all()))
          .extracting(Breach::claim)
          .containsExactly(WrittenChanges.ACKNOWLEDGED);
      assertThat(new History(calls.all()).disagreement()).isPresent();
    }
  }

  private static List<Event> told(EtcdCluster cluster) throws InterruptedException {
    try (var watcher = new EtcdWatcher(cluster.client(0), KeyRange.ALL, 1)) {
      watcher.await(FIRST_REVISION, EtcdCluster.PATIENCE);
      return watcher.ended().orElseThrow().events();
    }
  }
}
