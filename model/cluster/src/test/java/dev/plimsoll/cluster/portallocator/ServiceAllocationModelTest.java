package dev.plimsoll.cluster.portallocator;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Node ports are given once, and come back. Settings are as on the command line, without `--set`.
class ServiceAllocationModelTest {

  @ParameterizedTest
  @CsvSource({
    "'', 74895",
    "changes=0 deletions=1 losses=1, 50066",
    "creations=3 changes=0, 58089",
  })
  void itHoldsWithinItsBounds(String settings, long states) {
    Checked.model("service-allocation", settings).holds(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=overwrites           | no two Services have one node port
          bug=releases-early       | no two Services have one node port
          bug=releases-by-protocol | no two Services have one node port
          bug=allocates-without-bitmap losses=1 | no two Services have one node port
          bug=frees-at-once        | no two Services have one node port
          bug=remembers-leaks creations=3 changes=0 | no two Services have one node port
          bug=ignores-range        | a node port is of the range
          bug=ignores-band         | ports of the band are left to those who choose, as long as \
          there are others
          bug=repairs-nothing      | in the end a port that no Service has is free
          bug=keeps-leaks          | in the end a port that no Service has is free
          bug=refills-nothing losses=1 creations=1 changes=0 | in the end the port of a Service is \
          taken
          """)
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("service-allocation", settings).breaks(claim);
  }

  /// kubernetes v1.30: `leaks` is counted down by every attempt of `RetryOnConflict`.
  @Test
  void attemptsThatFailDoNotCountAsRounds() {
    var settings = "creations=3 changes=0 deletions=1 crashes=0";

    Checked.model("service-allocation", settings).breaksNothing();
    Checked.model("service-allocation", settings + " bug=counts-conflicts")
        .breaks("no two Services have one node port");
  }
}
