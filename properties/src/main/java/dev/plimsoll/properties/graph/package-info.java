/// State graphs of small models, to look at.
///
/// {@link dev.plimsoll.properties.graph.StateGraph} walks a model with the explorer, keeps states
/// and transitions as a graph of JGraphT, and writes it as DOT for Graphviz. A picture of more than
/// some two hundred states helps nobody, so there is a limit; within it, the graph is the whole
/// truth: every state that can be reached, and every action between them.
@NullMarked
package dev.plimsoll.properties.graph;

import org.jspecify.annotations.NullMarked;
