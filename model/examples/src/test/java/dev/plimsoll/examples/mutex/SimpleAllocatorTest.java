package dev.plimsoll.examples.mutex;

import static dev.plimsoll.examples.Checks.assertHolds;
import static dev.plimsoll.examples.Checks.assertViolates;
import static dev.plimsoll.examples.Checks.model;

import dev.plimsoll.examples.mutex.SimpleAllocator.Returns;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleAllocatorTest {

  @Test
  void theSimpleAllocatorHasItsPublishedCounts() {
    assertHolds("simple-allocator", Map.of("clients", "3", "resources", "2"), 400, 1_633, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "when-satisfied, who asks for resource 0 gets it",
    "when-satisfied, who asks for resource 1 gets it",
    "when-satisfied, everyone is satisfied again and again",
    "never,          who has got all returns all"
  })
  void whereClientsNeedNotReturnResourcesOthersWaitForever(String returns, String claim) {
    assertViolates(model("simple-allocator", Map.of("returns", returns)), claim);
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
