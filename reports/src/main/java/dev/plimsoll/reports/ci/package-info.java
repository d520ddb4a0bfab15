/// What build servers read: JUnit XML, SARIF, Markdown, and the annotations of GitHub.
///
/// {@link dev.plimsoll.reports.ci.Suite} is what one run has to say, a
/// {@link dev.plimsoll.reports.ci.Case} for each claim; {@link dev.plimsoll.reports.ci.Suites}
/// makes it of a search, a simulation, a check of manifests or of the museum. Each format is
/// written in one place, of nothing else.
///
/// Sources: the XML that Ant's and Maven's JUnit reports share; SARIF 2.1.0 (OASIS, with Errata
/// 01); GitHub Actions, "Workflow commands".
@NullMarked
package dev.plimsoll.reports.ci;

import org.jspecify.annotations.NullMarked;
