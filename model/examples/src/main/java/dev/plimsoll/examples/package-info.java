/// Small published protocols with published state counts.
@NullMarked
package dev.plimsoll.examples;

import org.jspecify.annotations.NullMarked;
