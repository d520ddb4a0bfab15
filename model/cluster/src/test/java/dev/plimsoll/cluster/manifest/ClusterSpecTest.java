package dev.plimsoll.cluster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterSpecTest {

  private static final String MOST_OF_A_NODE = "          resources: {requests: {cpu: 800m}}\n";
  private static final String ONE_CPU = "status: {allocatable: {cpu: \"1\"}}\n";

  private static ClusterSpec large(int pods, int nodes) {
    return Clusters.of(
        Clusters.web("replicas: " + pods, "", MOST_OF_A_NODE), Clusters.nodes(nodes, ONE_CPU));
  }

  private static List<Scale> fitting(ClusterSpec spec) {
    return spec.scales().stream().filter(spec::fitsAt).toList();
  }

  @Test
  void sizesGrowByANodeAndTwoPods() {
    assertThat(large(5, 2).scales())
        .containsExactly(new Scale(1, 2), new Scale(2, 4), new Scale(2, 5));
  }

  @Test
  void aSizeDoesNotFitAtWhichPodsFindNoRoomThatDoAtTheFullOne() {
    assertThat(fitting(large(3, 3))).containsExactly(new Scale(3, 3));
  }

  @Test
  void allSizesFitWherePodsFindNoRoomAtTheFullOneEither() {
    var full = large(4, 3);

    assertThat(fitting(full)).isEqualTo(full.scales());
  }

  @Test
  void aSizeDoesNotFitWhereAllItsNodesHaveATaint() {
    var spec =
        Clusters.of(
            Clusters.web(1),
            Clusters.node("tainted", "spec: {taints: [{key: maintenance, effect: NoExecute}]}\n"),
            Clusters.nodes(1, ""));

    assertThat(fitting(spec)).containsExactly(new Scale(2, 1));
  }
}
