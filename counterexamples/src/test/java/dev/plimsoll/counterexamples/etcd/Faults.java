package dev.plimsoll.counterexamples.etcd;

import dev.plimsoll.counterexamples.etcd.Fault.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Lets faults strike a cluster, one after the other.
final class Faults {

  private final EtcdCluster cluster;
  private final RandomGenerator random;
  private final List<String> log = new ArrayList<>();

  Faults(EtcdCluster cluster, RandomGenerator random) {
    this.cluster = cluster;
    this.random = random;
  }

  /// Returns when the time is over and all members run.
  void strike(Duration time) throws IOException, InterruptedException {
    var end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      strike(Fault.random(cluster.size(), random));
    }
  }

  private void strike(Fault fault) throws IOException, InterruptedException {
    Thread.sleep(fault.before());
    Map<Integer, Kind> struck = new LinkedHashMap<>();
    for (var strike : fault.strikes()) {
      var member = strike.atLeader() ? cluster.leader().orElse(strike.member()) : strike.member();
      struck.putIfAbsent(member, strike.kind());
    }
    for (var each : struck.entrySet()) {
      var member = cluster.member(each.getKey());
      log.add(each.getValue() + " " + member.name());
      switch (each.getValue()) {
        case KILL -> member.kill();
        case PAUSE -> member.pause();
      }
    }
    Thread.sleep(fault.length());
    for (var each : struck.entrySet()) {
      switch (each.getValue()) {
        case KILL -> cluster.restart(each.getKey());
        case PAUSE -> cluster.member(each.getKey()).resume();
      }
    }
  }

  /// What has befallen which member, in order.
  List<String> log() {
    return List.copyOf(log);
  }
}
