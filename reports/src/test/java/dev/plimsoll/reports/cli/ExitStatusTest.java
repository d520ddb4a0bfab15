package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExitStatusTest {

  private static final class Throwing extends Model {
    Throwing(boolean inRule) {
      var turns = cell("turns", 0);
      rule(
          "turn",
          tx -> {
            if (inRule) {
              throw new IllegalArgumentException("the rule is broken");
            }
            tx.set(turns, 1);
          });
      always(
          "unturned",
          s -> {
            if (s.get(turns) > 0) {
              throw new IllegalArgumentException("the claim is broken");
            }
            return true;
          });
    }
  }

  @Test
  void aRuleThatThrowsIs75AndAClaimThatThrowsIs76() {
    assertThat(status(true)).isEqualTo(75);
    assertThat(status(false)).isEqualTo(76);
  }

  private static int status(boolean inRule) {
    return ExitStatus.of(Search.check(new Throwing(inRule), SearchOptions.defaults()));
  }

  @Test
  void ofManyRunsTheWorstCounts() {
    assertThat(Stream.of(0, 21, 12, 20, 11).min(ExitStatus.worstFirst())).hasValue(12);
    assertThat(Stream.of(0, 21).min(ExitStatus.worstFirst())).hasValue(21);
  }
}
