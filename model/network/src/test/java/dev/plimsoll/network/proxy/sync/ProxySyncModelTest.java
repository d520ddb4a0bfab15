package dev.plimsoll.network.proxy.sync;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxySyncModelTest {

  private static final String NOTHING = "changes=0 failures=0 flushes=0 crashes=0 ";
  private static final String SYNCED = "once quiet, the rules are those of a full sync";
  private static final String SERVED = "once quiet, the client is served where that is possible";
  private static final String REFUSED = "a Service is refused only if it had no endpoints";

  @Test
  void aProxyComesRoundAfterAllThatCanHappen() {
    Checked.model("kube-proxy-sync", "")
        .holds(27_513)
        .hasSteps(92_286)
        .hasLevels(17)
        .firesEveryRule();
  }

  /// What happens not at all but for what is said; each mistake with the claims that it breaks.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lost-request | changes=2 | " + SYNCED + "; " + SERVED,
        "no-retry | changes=1 failures=1 | " + SYNCED + "; " + SERVED,
        "partial-retry | changes=1 failures=1 | " + SYNCED + "; " + SERVED,
        "unnoticed-flush | changes=2 flushes=1 | " + SYNCED + "; " + SERVED,
        "early-sync | crashes=1 | " + REFUSED,
        "no-cleanup | changes=1 | " + SERVED,
        "no-cleanup-of-what-went-nowhere | flushes=1 | " + SERVED,
        "refused-entry | changes=1 | " + SYNCED + "; " + SERVED
      })
  void aSeededBugIsFound(String bug, String budget, String claims) {
    Checked.model("kube-proxy-sync", NOTHING + budget).breaksNothing();
    Checked.model("kube-proxy-sync", NOTHING + budget + " bug=" + bug).breaks(claims.split("; "));
  }

  /// 1.30 deletes connections by what has changed, which a failed sync forgets; and a flush changes
  /// nothing.
  @ParameterizedTest
  @CsvSource({"failures=1", "flushes=1"})
  void before132ClientsStayWithEndpointsThatAreGone(String budget) {
    var before = NOTHING + "changes=1 crashes=1 fixed=false ";

    Checked.model("kube-proxy-sync", before).breaksNothing();
    Checked.model("kube-proxy-sync", before + budget).breaks(SERVED);
    Checked.model("kube-proxy-sync", before + budget + " fixed=true").breaksNothing();
  }
}
