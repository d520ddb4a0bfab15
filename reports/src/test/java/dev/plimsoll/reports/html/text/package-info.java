/// Tests of the wording: what is short, and what of it is loud.
@NullMarked
package dev.plimsoll.reports.html.text;

import org.jspecify.annotations.NullMarked;
