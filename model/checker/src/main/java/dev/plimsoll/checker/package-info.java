/// The model checker: cells, rules, claims, and the search over them.
@NullMarked
package dev.plimsoll.checker;

import org.jspecify.annotations.NullMarked;
