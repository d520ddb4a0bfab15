/// The message sequence chart of a trace: who sent what to whom, and what became of it.
///
/// Nothing in a model is written for the chart; it is read off the trace, off what the search has
/// learned of its rules, and off the names of both.
/// {@link dev.plimsoll.reports.html.chart.Chart#of} is the way in; `Drawing` gives everything its
/// place. {@link dev.plimsoll.reports.html.chart.Actors} finds the components of a model and what
/// belongs to them; {@link dev.plimsoll.reports.html.chart.Lanes} has a lane for each of them and
/// for what they share, or, in a model without components, for members of families and single
/// cells. {@link dev.plimsoll.reports.html.chart.Channels} are the variables that carry messages;
/// {@link dev.plimsoll.reports.html.chart.Message} follows each from the step that sent it to the
/// steps that took it.
@NullMarked
package dev.plimsoll.reports.html.chart;

import org.jspecify.annotations.NullMarked;
