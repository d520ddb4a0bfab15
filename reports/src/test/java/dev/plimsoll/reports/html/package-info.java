/// Tests of the HTML report: on hand-made runs, on real ones, and in a real browser.
@NullMarked
package dev.plimsoll.reports.html;

import org.jspecify.annotations.NullMarked;
