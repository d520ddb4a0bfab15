package dev.plimsoll.examples.replication;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Formula;
import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// A replicated counter that any node may increase without asking the others, after Shapiro,
/// Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated
/// Data Types", INRIA RR-7506, 2011, §3.1; `CRDT` in the TLA+ Examples, in `FiniteMonotonic`, by
/// Helwer, Merz and Kuppe.
///
/// A node counts its own increments and knows by gossip how far the others are. That they come to
/// agree is claimed of behaviours in which increments end some time.
///
/// Counts grow for ever. To make the states finite any step may also lower all counts by the least
/// of them, and a step that would take a node's own count past a bound is disabled.
public class GrowOnlyCounter extends Model {

  /// The way from one node to another.
  record Link(Cell<List<Integer>> from, Cell<List<Integer>> to) {}

  /// By node: of each node, how many increments it knows of.
  final Cells<List<Integer>> node;

  private final int most;

  /// @param nodes at least 2
  /// @param most how far a node's own count goes
  GrowOnlyCounter(int nodes, int most) {
    this.most = most;
    node = cells("node", nodes, Collections.nCopies(nodes, 0));
    var links = node.pairs().stream().map(pair -> new Link(pair.first(), pair.second())).toList();

    rule("increment", node, this::increment);
    rule("gossip", links, this::gossip);
    rule(
        "gossip and lower",
        links,
        (tx, link) -> {
          gossip(tx, link);
          lower(tx);
        });

    weaklyFairEach("gossip");

    always(
        "nobody knows of more increments than there were",
        node.pairs(),
        (s, pair) -> known(s, pair.second(), pair.first()) <= own(s, pair.first()));
    ltl(
        "nodes agree some time after the last increment",
        IntStream.rangeClosed(0, nodes * most).mapToObj(this::convergence).toList());
    sometimes(
        "nobody knows of the others",
        s ->
            node.stream()
                .allMatch(
                    n -> own(s, n) == most && Collections.frequency(s.get(n), 0) == nodes - 1));
  }

  private void increment(Transaction tx, Cell<List<Integer>> me) {
    var next = own(tx, me) + 1;
    tx.update(me, counts -> changed(counts, i -> i == me.index() ? next : counts.get(i)));
    if (tx.chooseWhether()) {
      lower(tx);
    }
    tx.require(own(tx, me) <= most);
  }

  private void gossip(Transaction tx, Link link) {
    var theirs = tx.get(link.from());
    tx.update(link.to(), counts -> changed(counts, i -> Math.max(counts.get(i), theirs.get(i))));
  }

  private void lower(Transaction tx) {
    var least = node.stream().mapToInt(n -> Collections.min(tx.get(n))).min().orElseThrow();
    node.forEach(n -> tx.update(n, counts -> changed(counts, i -> counts.get(i) - least)));
  }

  private static List<Integer> changed(List<Integer> counts, IntUnaryOperator to) {
    return IntStream.range(0, counts.size()).map(to).boxed().toList();
  }

  private static int own(State s, Cell<List<Integer>> node) {
    return known(s, node, node);
  }

  private static int known(State s, Cell<List<Integer>> by, Cell<List<Integer>> of) {
    return s.get(by).get(of.index());
  }

  /// If from some time on the nodes' own counts add up to this, they agree again and again. The sum
  /// tells whether there are increments: one adds 1, and lowering all takes as much from each node,
  /// of which there are two at least.
  private Formula convergence(int total) {
    var still =
        Formula.holds(
            "there are " + total, s -> node.stream().mapToInt(n -> own(s, n)).sum() == total);
    var agreed = Formula.holds("all agree", s -> node.all(s, s.get(node.getFirst())));
    return Formula.eventually(Formula.always(still))
        .implies(Formula.always(Formula.eventually(agreed)));
  }

  /// The model as users find it.
  public static ModelDefinition definition() {
    return new ModelDefinition(
        "grow-only-counter",
        "a counter that any node increases without asking the others",
        "Shapiro et al., Convergent and Commutative Replicated Data Types, 2011, section 3.1",
        List.of(
            Parameter.integer("nodes", 2, 2, 4, "nodes"),
            Parameter.integer("most", 3, 1, 9, "how far a node's own count goes")),
        parameters -> new GrowOnlyCounter(parameters.integer("nodes"), parameters.integer("most")));
  }
}
