/// What must hold: the models' claims as tests, and what is compared with the world outside.
///
/// - `engine`: a JUnit Platform engine that makes each claim of each model a test; put
///   `@CheckModels` on an empty class.
/// - `graph`: the states of a small model as a graph, for DOT.
/// - `text`: a trace as lines, for whoever has to read it.
///
/// The tests of this module drive the models at random, and hold netfilter, kube-proxy and Raft
/// against recordings of the real ones.
@NullMarked
package dev.plimsoll.properties;

import org.jspecify.annotations.NullMarked;
