/// The message sequence chart of a trace: who sent what to whom, and what became of it.
///
/// Nothing in a model is written for the chart; it is read off the trace.
/// {@link dev.plimsoll.reports.html.chart.Chart#of} is the way in and gives everything its place.
/// `Lanes` finds the processes (members of families, and single cells), `Channels` the variables
/// that carry messages. `Message` follows each message from the step that sent it to the steps that
/// took it: a message whose record has the fields `src` and `dst` (or `from` and `to`) goes between
/// these members; any other from the process that acts to its channel, and from there to the
/// process that takes it.
@NullMarked
package dev.plimsoll.reports.html.chart;

import org.jspecify.annotations.NullMarked;
