/// The search over the states of a model.
@NullMarked
package dev.plimsoll.checker.search;

import org.jspecify.annotations.NullMarked;
