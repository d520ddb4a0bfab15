package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.search.CheckResult;

/// What a simulation found.
///
/// It establishes what a search does that ended early: `found` never says that a claim holds, or
/// that something is never seen; liveness claims are undecided, as runs end. Its `depth` is the
/// longest run's number of states, its `frontier` all states, as none is known to have been left in
/// every way there is; traces are as long as the runs that found them.
public record SimulationResult(Runs runs, CheckResult found) {}
