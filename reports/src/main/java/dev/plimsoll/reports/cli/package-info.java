/// The command line: `plimsoll COMMAND`.
///
/// {@link dev.plimsoll.reports.cli.Plimsoll} is the program; each command is a class of its own,
/// which reads its options, calls the wing that knows how, and prints what came out. Results go to
/// standard output; messages and progress to standard error, so that `--format json` leaves one
/// document and nothing else.
///
/// The exit status is TLC's where TLC has one ({@link dev.plimsoll.reports.cli.ExitStatus}), and
/// the same whatever the format. What the user did wrong is said in one sentence with what would
/// have been right; what we did wrong asks for a report
/// ({@link dev.plimsoll.reports.cli.Mistakes}).
///
/// Start at {@link dev.plimsoll.reports.cli.CheckCommand}.
@NullMarked
package dev.plimsoll.reports.cli;

import org.jspecify.annotations.NullMarked;
