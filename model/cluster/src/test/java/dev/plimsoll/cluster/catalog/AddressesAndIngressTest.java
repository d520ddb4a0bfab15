package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The models of addresses of sandboxes and of Ingresses keep their claims within the default
/// bounds, and each mistake in them is found by the claim that names it and by no other.
class AddressesAndIngressTest {

  @ParameterizedTest
  @CsvSource({"cni, 5499", "ingress, 4380"})
  void itHoldsWithinItsBounds(String model, long states) {
    Checked.model(model, "").holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({"cni, addresses=2, 15581", "cni, pods=1, 268", "ingress, lag=2, 8547"})
  void itHoldsWithinOthers(String model, String given, long states) {
    Checked.model(model, given).breaksNothing().hasStates(states);
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
    Checked.model(model, "bug=" + bug).breaks(claim);
  }
}
