package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.routes.Routes;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.properties.SharedFolder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real kube-proxy writes what Services ask for, so that `routes` has nothing to find.
final class RecordedRoutesTest {

  /// The dumps that are small enough to be looked at several times.
  private static final int LARGEST_DUMP = 150_000;

  @Test
  void theRealProxysTablesAreAsTheServicesAsk() {
    var reports =
        Recordings.corpus().parallelStream().map(sync -> analyse(sync, "save.txt")).toList();

    assertThat(reports).hasSize(397);
    assertThat(reports).flatMap(RoutesReport::findings).isEmpty();
    assertThat(reports.stream().mapToInt(report -> report.routes().size()).sum())
        .isGreaterThan(30_000);
  }

  @ParameterizedTest
  @CsvSource({"kernel-legacy-save.txt, 390", "kernel-nft-save.txt, 82"})
  void soTheyAreAsTheKernelSavesThem(String name, int dumps) {
    var reports =
        Recordings.corpus().parallelStream()
            .filter(sync -> Files.exists(sync.file(name)))
            .filter(sync -> SharedFolder.text(sync.file(name)).length() < LARGEST_DUMP)
            .map(sync -> analyse(sync, name))
            .toList();

    assertThat(reports).hasSize(dumps);
    assertThat(reports).flatMap(RoutesReport::findings).isEmpty();
  }

  private static RoutesReport analyse(RecordedSync sync, String name) {
    var rules = Dump.parse(sync + " " + name, SharedFolder.text(sync.file(name))).load();
    return Routes.analyse(rules, sync.manifests(), sync.node(), sync.config());
  }
}
