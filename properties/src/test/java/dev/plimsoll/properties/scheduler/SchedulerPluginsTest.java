package dev.plimsoll.properties.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cluster.scheduler.framework.NodeInfo;
import dev.plimsoll.cluster.scheduler.plugins.DefaultProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/// In clusters made by chance, filters and scores are what a plain reading of the sources says.
class SchedulerPluginsTest {

  @Property(tries = 5000)
  void aPodMayRunWhereAPlainReadingSaysSo(@ForAll long seed) {
    var snapshot = new RandomCluster(seed).snapshot();
    for (var pod : snapshot.templates()) {
      var plain = new PlainPlugins(snapshot, pod);
      var expected = snapshot.nodes().stream().filter(plain::allows).map(NodeInfo::name).toList();

      assertThat(
              snapshot.nodes().stream()
                  .filter(node -> DefaultProfile.PROFILE.allows(snapshot, pod, node))
                  .map(NodeInfo::name))
          .as("%s of %s", pod, snapshot)
          .isEqualTo(expected);
      Statistics.collect(
          expected.isEmpty()
              ? "none"
              : expected.size() == snapshot.nodes().size() ? "all" : "some");
    }
    Statistics.coverage(
        coverage ->
            List.of("none", "some", "all")
                .forEach(each -> coverage.check(each).percentage(n -> n > 10)));
  }

  /// All nodes are scored, as if the pod might run anywhere, so that more differ.
  @Property(tries = 5000)
  void nodesAreScoredAsAPlainReadingSays(@ForAll long seed) {
    var snapshot = new RandomCluster(seed).snapshot();
    var nodes = snapshot.nodes();
    for (var pod : snapshot.templates()) {
      var plain = new PlainPlugins(snapshot, pod);
      var scores = new ArrayList<List<Long>>();
      for (var plugin : DefaultProfile.PROFILE.scores()) {
        scores.add(Arrays.stream(plugin.scores(snapshot, pod, nodes)).boxed().toList());
      }

      assertThat(scores)
          .as("%s of %s", pod, snapshot)
          .containsExactly(
              plain.taintScores(nodes),
              plain.nodeAffinityScores(nodes),
              plain.resourceScores(nodes),
              plain.spreadScores(nodes),
              plain.podAffinityScores(nodes));
      Statistics.collect(
          scores.stream().filter(each -> each.stream().distinct().count() > 1).count());
    }
  }
}
