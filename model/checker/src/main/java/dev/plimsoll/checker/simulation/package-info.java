/// Runs through the states of a model by chance, where there are too many to see all.
///
/// {@link dev.plimsoll.checker.simulation.Simulation#run} makes random walks ({@link
/// dev.plimsoll.checker.simulation.RandomWalk}) or a swarm of bounded searches, each unlike the
/// others ({@link dev.plimsoll.checker.simulation.BoundedSearch}); {@link
/// dev.plimsoll.checker.simulation.SimulationOptions} goes in and {@link
/// dev.plimsoll.checker.simulation.SimulationResult} comes out. A seed decides all: the answer is
/// the same whatever the number of threads. How that is brought about is said at {@link
/// dev.plimsoll.checker.simulation.Surveyor} and {@link dev.plimsoll.checker.simulation.Ledger}.
@NullMarked
package dev.plimsoll.checker.simulation;

import org.jspecify.annotations.NullMarked;
