/// Reductions.
@NullMarked
package dev.plimsoll.checker.reduction;

import org.jspecify.annotations.NullMarked;
