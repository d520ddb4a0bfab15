/// Traces as a reader of a terminal likes them.
///
/// A step is a number, the rule with its arguments, and only what it changed, nested to the field
/// or the entry of a map, in columns:
///
/// ```
///   0  initially    replicas  1
///   1  scale(2)     replicas  1 -> 2
///   2  create(b)    pods      + b       <- violates "never more pods than replicas"
/// ```
///
/// Failures of tests, the command line and replays all tell a trace this way, by
/// {@link dev.plimsoll.properties.text.TraceText}.
@NullMarked
package dev.plimsoll.properties.text;

import org.jspecify.annotations.NullMarked;
