package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.Optional;

/// Sends packets through rules twice, here and there, and counts.
final class Agreement {

  private int ruleSets;
  private int pairs;
  private int matched;
  private int undecided;

  /// Loads the rules into the kernel.
  ///
  /// @throws RefusedException if the kernel refuses them
  Rules load(KernelNode kernel, Node node, String name, String text) {
    RuleSet rules = Dump.parse(name, text).load();
    kernel.load(text);
    ruleSets++;
    return new Rules(kernel, new Traversal(rules, node, History.NONE), text);
  }

  /// Rules that both have.
  final class Rules {

    private final KernelNode kernel;
    private final Traversal traversal;
    private final Comparison comparison;
    private final String text;

    private Rules(KernelNode kernel, Traversal traversal, String text) {
      this.kernel = kernel;
      this.traversal = traversal;
      this.text = text;
      comparison = new Comparison(traversal.rules());
    }

    /// Sends one packet; an assertion fails if the two differ.
    void send(Probe probe) {
      List<Outcome> outcomes = traversal.outcomes(probe.packet());
      Observation observed = kernel.send(probe);
      Optional<Outcome> agreed = comparison.agreed(probe, outcomes, observed);
      assertThat(agreed)
          .as(() -> text + comparison.difference(probe, outcomes, observed))
          .isPresent();
      pairs++;
      matched += comparison.path(observed).size();
      undecided += agreed.get().reason().isEmpty() ? 0 : 1;
    }
  }

  @Override
  public String toString() {
    return "%d packets through %d rule sets, %d rules matched, %d packets not decided"
        .formatted(pairs, ruleSets, matched, undecided);
  }
}
