/// A model walked through by hand, in a browser.
///
/// {@link dev.plimsoll.reports.explore.ExploreServer} serves one page on the loopback interface,
/// and answers its questions. A place is a path: the number of an initial state, then of the step
/// taken in each state, in the order of the model; so it can be written into a link, and the server
/// remembers nothing. {@link dev.plimsoll.reports.explore.Exploration} knows what lies at a path,
/// which steps go on from there, and why others do not (`Refusal`); `Wander` looks ahead.
@NullMarked
package dev.plimsoll.reports.explore;

import org.jspecify.annotations.NullMarked;
