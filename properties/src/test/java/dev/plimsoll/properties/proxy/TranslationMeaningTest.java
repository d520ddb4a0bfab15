package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.proxy.KubeProxy;
import dev.plimsoll.network.routes.ConfigInference;
import dev.plimsoll.network.routes.Routes;
import dev.plimsoll.properties.proxy.GeneratedClusters.Cluster;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What we translate means what the Services ask for: two computations that share no rule.
final class TranslationMeaningTest {

  @Provide
  Arbitrary<Cluster> clusters() {
    return GeneratedClusters.clusters();
  }

  private static String dump(Cluster cluster) {
    var manifests = cluster.manifests();
    return KubeProxy.sync(manifests.services(), manifests.endpointSlices(), cluster.config())
        .dump();
  }

  @Property(tries = 300)
  void theTranslationDoesWhatEveryServiceAsksFor(@ForAll("clusters") Cluster cluster) {
    var rules = Dump.parse("translated", dump(cluster)).load();
    var report =
        Routes.analyse(rules, cluster.manifests(), GeneratedClusters.node(), cluster.config());

    assertThat(report.findings()).isEmpty();
  }

  /// No rule shows the detector where no cluster IP has endpoints and no policy is Local.
  @Property(tries = 200)
  void theConfigurationIsReadBackFromTheRules(@ForAll("clusters") Cluster cluster) {
    var dump = dump(cluster);
    var inferred =
        ConfigInference.infer(
            Dump.parse("translated", dump).load(),
            cluster.manifests().endpointSlices(),
            GeneratedClusters.node(),
            Optional.of("node-a"),
            Optional.empty());
    var again =
        KubeProxy.sync(
            cluster.manifests().services(), cluster.manifests().endpointSlices(), inferred);

    assertThat(again.dump()).isEqualTo(dump);
    assertThat(inferred.nodePortAddresses()).isEqualTo(cluster.config().nodePortAddresses());
  }
}
