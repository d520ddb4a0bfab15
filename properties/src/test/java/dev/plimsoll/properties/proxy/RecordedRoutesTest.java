package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.routes.Routes;
import dev.plimsoll.network.routes.RoutesReport;
import org.junit.jupiter.api.Test;

/// The real kube-proxy writes what Services ask for, so that `routes` has nothing to find.
final class RecordedRoutesTest {

  @Test
  void theRealProxysTablesAreAsTheServicesAsk() {
    var reports = Recordings.corpus().parallelStream().map(RecordedRoutesTest::analyse).toList();

    assertThat(reports).hasSize(397);
    assertThat(reports).flatMap(RoutesReport::findings).isEmpty();
    assertThat(reports.stream().mapToInt(report -> report.routes().size()).sum())
        .isGreaterThan(30_000);
  }

  private static RoutesReport analyse(RecordedSync sync) {
    var rules = Dump.parse(sync + " save.txt", sync.save()).load();
    return Routes.analyse(rules, sync.manifests(), sync.node(), sync.config());
  }
}
