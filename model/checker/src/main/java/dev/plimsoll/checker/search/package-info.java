/// The search over the states of a model, and walks through it by hand.
///
/// {@link dev.plimsoll.checker.search.Search#check} is breadth-first, on all cores, and exact:
/// {@link dev.plimsoll.checker.search.SearchOptions} goes in and {@link
/// dev.plimsoll.checker.search.CheckResult} comes out. Threads ({@link
/// dev.plimsoll.checker.search.Worker}) take states of one level, make their successors ({@link
/// dev.plimsoll.checker.search.Expander}), add the new ones to the {@link
/// dev.plimsoll.checker.search.StateStore}, each folded into one word ({@link
/// dev.plimsoll.checker.search.Layout}), and check the claims on them; {@link
/// dev.plimsoll.checker.search.TraceFinder} says afterwards how a violation is reached, always in
/// the same way.
///
/// What rules and claims did, and never did, is in {@link dev.plimsoll.checker.search.Coverage}.
///
/// {@link dev.plimsoll.checker.search.Explorer} makes one step at a time and remembers nothing:
/// for replay, for what is told and as the search's own oracle. {@link
/// dev.plimsoll.checker.search.Surroundings} looks around a state for something wrong ({@link
/// dev.plimsoll.checker.search.Fault}) that is near.
@NullMarked
package dev.plimsoll.checker.search;

import org.jspecify.annotations.NullMarked;
