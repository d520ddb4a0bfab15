/// State graphs of models, to look at and to give to other tools.
///
/// {@link dev.plimsoll.properties.graph.StateGraph} walks a model with the explorer and keeps
/// states and steps as a graph of JGraphT: the whole truth of a small model, or of a large one what
/// lies around a trace ({@link dev.plimsoll.properties.graph.Extent}).
/// {@link dev.plimsoll.properties.graph.GraphFormat} writes it as DOT, GraphML or JSON. A picture
/// of more than some two hundred states helps nobody, so there is a limit, which may be raised;
/// what is left out is said to be.
@NullMarked
package dev.plimsoll.properties.graph;

import org.jspecify.annotations.NullMarked;
