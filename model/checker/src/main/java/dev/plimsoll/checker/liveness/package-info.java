/// Decides liveness claims: what every fair behaviour of a model satisfies.
///
/// A behaviour that violates a formula exists if and only if the graph of states, combined with an
/// automaton that accepts what violates the formula, has a reachable cycle that is accepted and
/// fair. {@link dev.plimsoll.checker.liveness.StateGraph} is the graph,
/// {@link dev.plimsoll.checker.liveness.Automaton} the automaton (made by
/// {@link dev.plimsoll.checker.liveness.Tableau}), {@link dev.plimsoll.checker.liveness.Product}
/// both together; {@link dev.plimsoll.checker.liveness.FairComponents} looks into its strongly
/// connected components, and {@link dev.plimsoll.checker.liveness.LassoFinder} finds a short path
/// into one and around it. {@link dev.plimsoll.checker.liveness.Lasso} judges such a lasso by the
/// definitions alone, with nothing of the above: for replay, and before any is told.
///
/// Start at {@link dev.plimsoll.checker.liveness.Liveness}.
@NullMarked
package dev.plimsoll.checker.liveness;

import org.jspecify.annotations.NullMarked;
