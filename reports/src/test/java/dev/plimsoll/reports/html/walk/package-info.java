/// Tests of what a model says of a trace, on a model that counts.
@NullMarked
package dev.plimsoll.reports.html.walk;

import org.jspecify.annotations.NullMarked;
