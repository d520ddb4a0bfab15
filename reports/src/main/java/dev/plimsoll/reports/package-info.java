/// How it is told: the command line and the pages of HTML.
///
/// {@link dev.plimsoll.reports.RunReport} is one run with everything that is told about it;
/// {@link dev.plimsoll.reports.RunJson} is its form for programs, printed by `--format json` and
/// kept so that pages can be made again. `cli` has a file for each command, `html` makes the page,
/// `explore` serves the one on which a model is walked through.
@NullMarked
package dev.plimsoll.reports;

import org.jspecify.annotations.NullMarked;
