/// The wording of the page: what is short enough to be read.
///
/// {@link dev.plimsoll.reports.html.text.Excerpt} is the text of a value, cut where it is too long:
/// a page stays small however great the states of a model are, and what is cut is said to be.
/// {@link dev.plimsoll.reports.html.text.Quantity} writes numbers, the same in every locale.
/// Nothing here knows of HTML: escaping is the templates' work.
@NullMarked
package dev.plimsoll.reports.html.text;

import org.jspecify.annotations.NullMarked;
