package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.Match;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.text.Dump;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the rules made by chance contain.
class RandomRulesTest {

  private static final int RULE_SETS = 100;

  @Test
  void everyMatchAndTargetOfTheModelIsMade() {
    var made = new HashSet<Class<?>>();
    for (World world : List.of(World.IPV4, World.IPV6)) {
      for (int seed = 0; seed < RULE_SETS; seed++) {
        String text = new RandomRules(world, new Random(seed)).text();
        Dump.parse("generated", text)
            .load()
            .rules()
            .forEach(
                rule -> {
                  made.add(rule.target().getClass());
                  rule.tests().forEach(test -> made.add(test.match().getClass()));
                });
      }
    }
    var wanted = new HashSet<Class<?>>();
    wanted.addAll(Set.of(Match.class.getPermittedSubclasses()));
    wanted.addAll(Set.of(Target.class.getPermittedSubclasses()));
    wanted.removeAll(made);
    assertThat(wanted)
        .as("not made: programs need a program")
        .containsExactly(Target.Uninterpreted.class);
  }
}
