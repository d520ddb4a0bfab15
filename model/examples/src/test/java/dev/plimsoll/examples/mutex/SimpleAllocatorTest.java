package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertViolates;

import dev.plimsoll.checker.expectation.Checked;
import dev.plimsoll.examples.mutex.SimpleAllocator.Returns;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleAllocatorTest {

  @Test
  void theSimpleAllocatorHasItsPublishedCounts() {
    Checked.model("simple-allocator", "clients=3 resources=2")
        .holds(400)
        .hasSteps(1_633)
        .hasLevels(6);
  }

  @ParameterizedTest
  @CsvSource({
    "when-satisfied, who asks for resource 0 gets it",
    "when-satisfied, who asks for resource 1 gets it",
    "when-satisfied, everyone is satisfied again and again",
    "never,          who has got all returns all"
  })
  void whereClientsNeedNotReturnResourcesOthersWaitForever(String returns, String claim) {
    Checked.claim("simple-allocator", "returns=" + returns, claim).breaks(claim);
  }

  @Test
  void aClientThatTakesWhatItWantsSharesIt() {
    var mutant =
        new SimpleAllocator(2, 1, Returns.ALWAYS) {
          {
            rule("take", allocated, (tx, c) -> tx.set(c, Set.of(0)));
          }
        };

    assertViolates(mutant, "no resource is held by two");
  }
}
