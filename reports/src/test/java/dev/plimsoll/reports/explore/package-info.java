/// Tests of the explorer, on a model of a post office.
@NullMarked
package dev.plimsoll.reports.explore;

import org.jspecify.annotations.NullMarked;
