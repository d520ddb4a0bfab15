package dev.plimsoll.cluster.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services have the load balancers that they want, and none is left behind. Settings are as on the
/// command line, without `--set`.
class ServiceLoadBalancerModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    var result = check("");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(35_116);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "lag=2, 50029",
    "faults=2, 67648",
    "node-changes=2, 126221",
    "creations=1 type-changes=0 nodes=1, 1221",
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    var result = check(settings);

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
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
    assertThat(check(settings).claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  private static CheckResult check(String settings) {
    var parameters =
        Arrays.stream(settings.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return Search.check(
        Catalog.load().find("service-lb").configure(parameters).model(), SearchOptions.defaults());
  }
}
