/// Algorithms by which the nodes of a ring or graph, of which each knows only its neighbours, come
/// to something that all of them share: a token, a leader, a tree.
///
/// {@link dev.plimsoll.examples.graph.TokenRing} comes to one token from any state, {@link
/// dev.plimsoll.examples.graph.ChangRoberts} to one leader, {@link
/// dev.plimsoll.examples.graph.Echo} to a tree and back, and {@link
/// dev.plimsoll.examples.graph.SpanningTree} to a shortest one. All follow specifications of the
/// TLA+ Examples, https://github.com/tlaplus/Examples, and have their counts.
@NullMarked
package dev.plimsoll.examples.graph;

import org.jspecify.annotations.NullMarked;
