package dev.plimsoll.properties.netfilter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.Rule;
import dev.plimsoll.network.netfilter.RuleSet;
import dev.plimsoll.network.netfilter.Sets;
import dev.plimsoll.network.netfilter.Target;
import dev.plimsoll.network.netfilter.conntrack.Tracked;
import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.History;
import dev.plimsoll.network.netfilter.traversal.Node;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Sends packets through rules twice, here and there, and counts.
final class Agreement {

  private int ruleSets;
  private int pairs;
  private int matched;
  private int undecided;
  private int answers;
  private int fragments;

  /// Loads the rules into the kernel.
  ///
  /// @param sets what the kernel has of them
  /// @throws RefusedException if the kernel refuses them
  Rules load(KernelNode kernel, Node node, String name, String text, Sets sets) {
    RuleSet rules = Dump.parse(name, text).load().with(sets);
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

    /// Sends one packet, the first that the node sees; an assertion fails if the two differ.
    ///
    /// @return the outcome that they agree on
    Outcome send(Probe probe) {
      return compare(probe, traversal.outcomes(probe.packet()), kernel.send(probe));
    }

    /// Sends one more packet; an assertion fails if the two differ.
    ///
    /// @param connection what it is of, with all that was sent before
    /// @return the outcome that they agree on
    Outcome sendNext(Probe probe, Optional<Tracked> connection) {
      answers++;
      return compare(
          probe, traversal.outcomes(probe.packet(), connection), kernel.sendNext(probe.packet()));
    }

    /// Whether a packet, or its connection, met a rule that does something like that.
    boolean hasMet(Outcome outcome, Predicate<Target> target) {
      return outcome.path().stream().map(comparison::rule).map(Rule::target).anyMatch(target);
    }

    private Outcome compare(Probe probe, List<Outcome> outcomes, Observation observed) {
      Optional<Outcome> agreed = comparison.agreed(probe, outcomes, observed);
      assertThat(agreed)
          .as(() -> text + comparison.difference(probe, outcomes, observed))
          .isPresent();
      pairs++;
      fragments += probe.packet().laterFragment() ? 1 : 0;
      matched += comparison.path(observed).size();
      undecided += agreed.get().reason().isEmpty() ? 0 : 1;
      return agreed.get();
    }
  }

  @Override
  public String toString() {
    return ("%d packets, %d of them later ones, %d in fragments, through %d rule sets:"
            + " %d matched, %d not decided")
        .formatted(pairs, answers, fragments, ruleSets, matched, undecided);
  }
}
