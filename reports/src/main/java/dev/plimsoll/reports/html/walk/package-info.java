/// What a model says of a trace beyond what the trace holds.
///
/// {@link dev.plimsoll.reports.html.walk.Walk#of} takes the model through the trace once more, and
/// asks it in every state which claims it passes and what else could have happened there.
/// {@link dev.plimsoll.reports.html.walk.TimeLine} shows which claims are so, and what variables
/// hold, from when to when; {@link dev.plimsoll.reports.html.walk.Surroundings} draws what else
/// could have happened.
@NullMarked
package dev.plimsoll.reports.html.walk;

import org.jspecify.annotations.NullMarked;
