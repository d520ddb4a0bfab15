package dev.plimsoll.network.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.RuleSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A node that no packet meets makes no rules.
class RulesTest {

  @Test
  void areMadeOnceAndNotBeforeTheyAreAskedFor() {
    var made = new AtomicInteger();
    var rules = Rules.madeBy(() -> RuleSet.empty("number " + made.incrementAndGet()));
    assertThat(made).hasValue(0);
    assertThat(rules.get().source()).isEqualTo("number 1");
    assertThat(rules.get().source()).isEqualTo("number 1");
  }
}
