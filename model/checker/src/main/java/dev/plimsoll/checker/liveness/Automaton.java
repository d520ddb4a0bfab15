package dev.plimsoll.checker.liveness;

import java.util.BitSet;
import java.util.List;

/// A generalised Büchi automaton over the predicates of a formula, which are numbered.
///
/// It accepts a sequence of states if some path of nodes from an initial one goes along with it,
/// each node admitting its state, and comes to each of the accepting sets again and again.
///
/// @param nodes all of them
/// @param initial the numbers of those in which a path may begin
/// @param sets how many accepting sets there are
record Automaton(List<Node> nodes, List<Integer> initial, int sets) {

  /// A node.
  ///
  /// @param holds the predicates that a state must pass, as bits
  /// @param fails the predicates that a state must not pass, as bits
  /// @param successors the nodes that may come next
  /// @param accepting the sets that it is in
  record Node(long holds, long fails, List<Integer> successors, BitSet accepting) {

    /// @param label the predicates that the state passes, as bits
    boolean admits(long label) {
      return (label & holds) == holds && (label & fails) == 0;
    }
  }
}
