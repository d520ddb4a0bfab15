/// Tests of the message sequence chart, on traces made by hand.
@NullMarked
package dev.plimsoll.reports.html.chart;

import org.jspecify.annotations.NullMarked;
