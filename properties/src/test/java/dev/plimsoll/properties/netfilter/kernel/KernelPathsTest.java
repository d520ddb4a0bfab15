package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// Rules and packets made by chance: the kernel of this machine does what the model says.
@AddLifecycleHook(KernelThere.class)
class KernelPathsTest {

  private static final int PACKETS = 20;

  @Property(tries = 125, edgeCases = EdgeCasesMode.NONE)
  void ipv4PacketsMatchTheRulesThatTheModelNames(@ForAll long seed) {
    compare(World.IPV4, seed);
  }

  @Property(tries = 125, edgeCases = EdgeCasesMode.NONE)
  void ipv6PacketsMatchTheRulesThatTheModelNames(@ForAll long seed) {
    compare(World.IPV6, seed);
  }

  private static void compare(World world, long seed) {
    var random = new Random(seed);
    String text = new RandomRules(world, random).text();
    RuleSet rules = Dump.parse("generated", text).load();
    try (var kernel = new KernelNode(world.node(), world.family())) {
      kernel.load(text);
      var traversal = new Traversal(rules, world.node(), History.NONE);
      var comparison = new Comparison(rules);
      var probes = new RandomProbes(world, random);
      for (int i = 0; i < PACKETS; i++) {
        Probe probe = probes.next();
        List<Outcome> outcomes = traversal.outcomes(probe.packet());
        Observation observed = kernel.send(probe);
        assertThat(comparison.agreed(probe, outcomes, observed))
            .as(() -> text + comparison.difference(probe, outcomes, observed))
            .isPresent();
      }
    }
  }
}
