package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.proxy.RestoreInput;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Our translation against the text that the real kube-proxy v1.30.3 wrote for the same objects.
final class TranslationTest {

  @Test
  void everyFullSyncIsWrittenAsTheRealProxyWroteIt() {
    var full = Recordings.corpus().stream().filter(RecordedSync::isFull).toList();
    var different = new ArrayList<String>();
    for (var sync : full) {
      var expected = WrittenChains.parse(sync.restore());
      var actual = WrittenChains.parse(translate(sync).text());
      if (!actual.equals(expected)) {
        different.add(sync + ": " + expected.firstDifference(actual));
      }
    }
    assertThat(full).hasSize(224);
    assertThat(different).isEmpty();
  }

  /// What a partial sync leaves in the kernel is what a full one would have written, with
  /// the jumps from the built-in chains. Empty chains are left out, and comments, which a partial
  /// sync of a cluster that shrank does not bring back.
  @Test
  void afterEverySyncTheTablesHoldWhatAFullSyncWrites() {
    var syncs = Recordings.corpus();
    var different = new ArrayList<String>();
    for (var sync : syncs) {
      var expected = parsed(sync.save());
      var actual = parsed(translate(sync).dump());
      if (!actual.equals(expected)) {
        different.add(sync + ": " + expected.firstDifference(actual));
      }
    }
    assertThat(syncs).hasSize(397);
    assertThat(different).isEmpty();
  }

  private static WrittenChains parsed(String dump) {
    var withoutComments = dump.replaceAll("-m comment --comment (\"[^\"]*\"|[^ ]+) ?", "");
    return WrittenChains.parse(withoutComments).withoutEmptyChains();
  }

  private static RestoreInput translate(RecordedSync sync) {
    var manifests = sync.manifests();
    return KubeProxy.sync(manifests.services(), manifests.endpointSlices(), sync.config());
  }
}
