package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.proxy.proxier.ConntrackCleanup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Our proxy against the real kube-proxy v1.30.3, sync by sync: what it writes, full or partial,
/// what the tables then hold, and what it deletes from connection tracking.
final class PartialSyncTest {

  private static List<FollowedSync<RecordedSync>> syncs = List.of();

  @BeforeAll
  static void followTheCorpus() {
    syncs = FollowedSync.corpus();
  }

  @Test
  void everySyncIsWrittenAsTheRealProxyWroteIt() {
    assertThat(syncs.stream().flatMap(sync -> sync.writesOtherwise().stream())).isEmpty();
    assertThat(syncs.stream().filter(sync -> sync.ours().isFull()).count()).isEqualTo(224);
    assertThat(syncs.stream().filter(sync -> !sync.ours().isFull()).count()).isEqualTo(173);
    assertThat(syncs.stream().filter(sync -> !sync.ours().input().deleted().isEmpty()).count())
        .isEqualTo(100);
  }

  @Test
  void aSyncIsPartialWhereTheRealOneWas() {
    assertThat(syncs).allMatch(sync -> sync.ours().isFull() == sync.recorded().isFull());
  }

  @Test
  void afterEverySyncTheTablesHoldWhatTheRealOnesHeld() {
    assertThat(syncs.stream().flatMap(sync -> sync.holdsOtherwise().stream())).isEmpty();
  }

  @Test
  void connectionsAreForgottenAsTheRealProxyForgotThem() {
    var different = new ArrayList<String>();
    var count = new TreeMap<String, Integer>();
    for (var sync : syncs) {
      var expected = sync.recorded().cleanups();
      var actual = new TreeSet<String>();
      sync.ours().cleanups().forEach(cleanup -> actual.add(text(cleanup)));
      // Of several endpoints at one address, the recorder has kept one.
      var kept = new TreeSet<>(actual);
      kept.removeIf(text -> hasEndpoint(text) && !expected.contains(text));
      if (!kept.equals(expected) || !destinations(actual).equals(destinations(expected))) {
        different.add(sync.recorded() + "\n  expected " + expected + "\n  actual   " + actual);
      }
      expected.forEach(text -> count.merge(text.substring(0, text.indexOf(' ')), 1, Integer::sum));
    }
    assertThat(different).isEmpty();
    assertThat(count)
        .isEqualTo(
            Map.of("udpIPs", 359, "udpNodePorts", 132, "udpNATs", 34, "udpNodePortNATs", 13));
  }

  private static boolean hasEndpoint(String cleanup) {
    return cleanup.contains(" to ");
  }

  private static Set<String> destinations(Set<String> cleanups) {
    var destinations = new TreeSet<String>();
    cleanups.forEach(cleanup -> destinations.add(cleanup.replaceAll(" to .*", " to")));
    return destinations;
  }

  private static String text(ConntrackCleanup cleanup) {
    return switch (cleanup) {
      case ConntrackCleanup.ServiceIp(var ip) -> "udpIPs " + ip;
      case ConntrackCleanup.NodePort(var port) -> "udpNodePorts " + port;
      case ConntrackCleanup.ServiceIpNat(var ip, var endpoint) ->
          "udpNATs " + ip + " to " + endpoint;
      case ConntrackCleanup.NodePortNat(var port, var endpoint) ->
          "udpNodePortNATs " + port + " to " + endpoint;
      case ConntrackCleanup.Unserved _, ConntrackCleanup.UnservedNodePort _ ->
          "of another version: " + cleanup;
    };
  }
}
