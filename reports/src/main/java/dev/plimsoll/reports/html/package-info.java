/// The report of a run as one file of HTML, to open from a disk and to pass on.
///
/// {@link dev.plimsoll.reports.html.HtmlReport#render} is the way in. It lays a
/// {@link dev.plimsoll.reports.RunReport} out as a {@link dev.plimsoll.reports.html.Page}: the
/// {@link dev.plimsoll.reports.html.Verdict} with its bounds, figures, claims, rules, and a
/// {@link dev.plimsoll.reports.html.TraceView} for each counterexample, made by `TraceLayout`, with
/// its message sequence chart ({@link dev.plimsoll.reports.html.chart}) and what the model says of
/// it ({@link dev.plimsoll.reports.html.walk}). {@link dev.plimsoll.reports.html.IndexPage} leads
/// to the pages of all runs. Everything in these records is short: what is too long for a page is
/// cut there. The templates (jte, in `src/main/jte`) only write it down, and escape all of it for
/// its place in the page. Style and script are files of their own, written into the page, which
/// therefore needs nothing else.
@NullMarked
package dev.plimsoll.reports.html;

import org.jspecify.annotations.NullMarked;
