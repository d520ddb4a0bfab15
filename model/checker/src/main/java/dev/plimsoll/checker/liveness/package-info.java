/// Decides liveness claims: what every fair behaviour of a model satisfies.
///
/// A behaviour that violates a formula exists if and only if the graph of states, combined with an
/// automaton that accepts what violates the formula, has a reachable cycle that is accepted and
/// fair. {@link dev.plimsoll.checker.liveness.StateGraph} is the graph, whose steps need not be
/// kept; {@link dev.plimsoll.checker.liveness.Cycles} finds the states of it that matter, and
/// {@link dev.plimsoll.checker.liveness.CycleGraph} keeps the steps between them.
/// {@link dev.plimsoll.checker.liveness.Automaton} is the automaton (made by
/// {@link dev.plimsoll.checker.liveness.Tableau}), {@link dev.plimsoll.checker.liveness.Product}
/// both together; {@link dev.plimsoll.checker.liveness.FairComponents} looks into its strongly
/// connected components. {@link dev.plimsoll.checker.liveness.StemFinder} finds a shortest path
/// into one, {@link dev.plimsoll.checker.liveness.LoopFinder} a short one around it.
/// {@link dev.plimsoll.checker.liveness.Lasso} judges such a lasso by the definitions alone, with
/// nothing of the above: for replay, and before any is told.
///
/// Start at {@link dev.plimsoll.checker.liveness.Liveness}.
@NullMarked
package dev.plimsoll.checker.liveness;

import org.jspecify.annotations.NullMarked;
