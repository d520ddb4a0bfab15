package dev.plimsoll.cluster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The models of addresses of sandboxes and of Ingresses keep their claims within the default
/// bounds, and each mistake in them is found by the claim that names it and by no other.
class AddressesAndIngressTest {

  @ParameterizedTest
  @CsvSource({"cni, 5499", "ingress, 4380"})
  void itHoldsWithinItsBounds(String model, long states) {
    var result = check(model, "");

    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.distinct()).isEqualTo(states);
    assertThat(result.rules()).as("rules that fire").allMatch(rule -> rule.fired() > 0);
  }

  @ParameterizedTest
  @CsvSource({"cni, addresses=2, 15581", "cni, pods=1, 268", "ingress, lag=2, 8547"})
  void itHoldsWithinOthers(String model, String given, long states) {
    var result = check(model, given);

    assertThat(result.claims()).noneMatch(claim -> claim.status() == Status.VIOLATED);
    assertThat(result.distinct()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cni | del-by-pod | an address belongs to at most one sandbox that runs
          cni | no-lock | an address belongs to at most one sandbox that runs
          cni | no-retry | in the end addresses of sandboxes that have ended come back
          cni | recorded-late | in the end addresses of sandboxes that have ended come back
          cni | outlives | in the end addresses of sandboxes that have ended come back
          cni | del-needs-address | in the end every sandbox runs, or is gone, or there is no \
          address for it
          ingress | wildcard-first | a wildcard does not answer for a host that another \
          Ingress names
          ingress | root-first | of paths for the host the longest answers, and Exact before Prefix
          ingress | latest-first | of two that say the same the older answers
          ingress | keeps-deleted | in the end the balancer knows the Ingresses that there are
          """)
  void aMistakeIsFoundByTheClaimThatNamesIt(String model, String bug, String claim) {
    assertThat(check(model, "bug=" + bug).claims())
        .filteredOn(each -> each.status() == Status.VIOLATED)
        .extracting(ClaimResult::name)
        .containsExactly(claim);
  }

  /// @param given parameters as `name=value`, with spaces between them
  private static CheckResult check(String model, String given) {
    var parameters =
        Arrays.stream(given.split(" "))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    var definition =
        Stream.<Models>of(new NodeModels(), new IngressModels())
            .flatMap(models -> models.definitions().stream())
            .filter(each -> each.name().equals(model))
            .findFirst();
    return Search.check(
        definition.orElseThrow().configure(parameters).model(), SearchOptions.defaults());
  }
}
