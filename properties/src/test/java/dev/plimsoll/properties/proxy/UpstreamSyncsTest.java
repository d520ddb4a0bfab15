package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Our proxy against kube-proxy's own tests: the rules that stand in them, and those that were
/// written while they ran, sync by sync.
final class UpstreamSyncsTest {

  private static List<FollowedSync<UpstreamSync>> syncs = List.of();

  @BeforeAll
  static void followTheTests() {
    syncs =
        UpstreamSync.proxies().stream()
            .flatMap(proxy -> FollowedSync.follow(proxy).stream())
            .toList();
  }

  @Test
  void everySyncIsWrittenAsInTheTests() {
    assertThat(syncs.stream().flatMap(sync -> sync.writesOtherwise().stream())).isEmpty();
    assertThat(syncs.size()).isEqualTo(57);
  }

  @Test
  void everyLiteralDumpIsWhatIsWritten() {
    var literals = syncs.stream().filter(sync -> sync.recorded().literal().isPresent()).toList();
    for (var sync : literals) {
      var expected = WrittenChains.parse(sync.recorded().literal().orElseThrow());
      var actual = WrittenChains.parse(sync.ours().input().text());
      assertThat(actual).as(sync.recorded().toString()).isEqualTo(expected);
    }
    assertThat(literals.size()).isEqualTo(43);
  }

  @Test
  void afterEverySyncTheTablesHoldWhatTheyHeldInTheTests() {
    assertThat(syncs.stream().flatMap(sync -> sync.holdsOtherwise().stream())).isEmpty();
  }

  /// Services and endpoints come and go, nothing changes, and a restore fails.
  @Test
  void thePartialSyncsOfTheRepeatedTestAreFollowed() {
    assertThat(
            syncs.stream()
                .filter(sync -> sync.recorded().test().equals("TestSyncProxyRulesRepeated"))
                .map(sync -> sync.ours().isFull() ? "full" : "partial"))
        .containsExactly(
            "full", "partial", "partial", "partial", "partial", "partial", "partial", "partial",
            "full");
  }
}
