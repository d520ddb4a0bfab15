package dev.plimsoll.cluster.gc;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dependents go with their owners, and no sooner. Settings are as on the command line, without
/// `--set`.
class GarbageCollectorModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    Checked.model("garbage-collector", "").holds(18_036).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "lag=2, 33148",
    "faults=2, 27268",
    "shape=chain, 621",
    "shape=chain deletions=2, 7782"
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    Checked.model("garbage-collector", settings).holds(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=trusts-its-cache | nothing is collected that has an owner
          bug=absent-by-name deletions=2 faults=0 | nothing is collected that has an owner
          bug=no-precondition adoptions=0 | nothing is collected that has an owner
          bug=compares-uid-only | nothing is collected that has an owner
          bug=releases-at-once \
          | an owner that is deleted in the foreground goes after what blocks it
          bug=compares-owners-only shape=chain deletions=2 \
          | an owner that is deleted in the foreground goes after what blocks it
          bug=orphans-late | dependents stay whose owner was deleted to orphan them
          bug=does-not-wait | dependents stay whose owner was deleted to orphan them
          bug=clears-finalizers | an object goes after its finalizer was taken off
          bug=matches-by-name | in the end nothing is left whose owners have gone
          bug=never-verifies | in the end nothing is left whose owners have gone
          """)
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("garbage-collector", settings).breaks(claim);
  }

  @Test
  void anObjectThatTakesThePlaceOfAnotherIsNotTheSame() {
    Checked.model("garbage-collector", "bug=takes-for-the-same lag=2")
        .breaks(
            "in the end nothing is left whose owners have gone",
            "in the end what is being deleted has gone");
  }
}
