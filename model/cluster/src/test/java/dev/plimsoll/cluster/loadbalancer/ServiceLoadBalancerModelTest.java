package dev.plimsoll.cluster.loadbalancer;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services have the load balancers that they want, and none is left behind. Settings are as on the
/// command line, without `--set`.
class ServiceLoadBalancerModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    Checked.model("service-lb", "").holds(35_116).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "lag=2, 50029",
    "faults=2, 67648",
    "node-changes=2, 126221",
    "creations=1 type-changes=0 nodes=1, 1221",
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    Checked.model("service-lb", settings).holds(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=adds-finalizer-late | a load balancer has its Service
          bug=removes-finalizer-early | a load balancer has its Service
          bug=patches-anyhow | a load balancer has its Service
          bug=patches-anyhow creations=1 | a load balancer has its Service
          bug=starts-over | a load balancer stays as long as its Service wants it
          bug=gives-up | in the end who wants a load balancer has it, and tells its address
          bug=forgets-cleanup | in the end nobody keeps a load balancer, or waits to go
          bug=ignores-nodes | in the end a load balancer leads to all nodes that are included
          bug=workers-overlap | in the end a load balancer leads to all nodes that are included
          """)
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("service-lb", settings).breaks(claim);
  }
}
