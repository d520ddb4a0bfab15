package dev.plimsoll.cluster.dns;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients are told what is so, or was a short time ago. Settings are as on the command line,
/// without `--set`.
class DnsModelTest {

  private static final String IN_THE_END = "in the end a client is told what there is";

  @Test
  void itHoldsWithinItsBounds() {
    Checked.model("dns", "").holds(18_242).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "publish-not-ready=true, 16046",
    "ttl=2 negative-ttl=2 restarts=0, 10488",
    "creations=2 restarts=0, 3803",
    "serve-stale=1 restarts=0, 9780",
  })
  void itHoldsWithinOtherBounds(String settings, long states) {
    Checked.model("dns", settings).holds(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=answers-before-synced | a name that was there all the time is never said not to be
          bug=keeps-name-errors     | a name that was there all the time is never said not to be
          bug=ready-before-synced   | a query is answered
          bug=stops-at-once         | a query is answered
          bug=keeps-addresses flips=0 | an address that a client is given was the Service's within \
          the time answers are kept
          bug=misses-deletions | an address that a client is given was the Service's within the \
          time answers are kept
          bug=includes-not-ready | a headless answer names such pods only that were ready then, \
          or are to be named anyhow
          bug=truncates | a headless answer names all pods that were ready all the time
          """)
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("dns", settings).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource({"bug=misses-deletions", "bug=keeps-addresses flips=0", "bug=keeps-name-errors"})
  void whatIsKeptForEverIsToldInTheEnd(String settings) {
    Checked.claim("dns", settings, IN_THE_END).breaks(IN_THE_END);
    Checked.claim("dns", "", IN_THE_END).holds(18_242);
  }
}
