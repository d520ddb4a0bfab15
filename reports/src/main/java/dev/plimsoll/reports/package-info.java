/// How it is told: the command line and the HTML reports.
@NullMarked
package dev.plimsoll.reports;

import org.jspecify.annotations.NullMarked;
