/// Tests of what build servers read.
@NullMarked
package dev.plimsoll.reports.ci;

import org.jspecify.annotations.NullMarked;
