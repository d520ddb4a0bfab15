/// Values of models as trees: to show, to sort, to compare and to write down.
///
/// Models use records, enums and collections of Java; {@link dev.plimsoll.checker.value.Values}
/// turns them into {@link dev.plimsoll.checker.value.Value} trees once, so that traces, files and
/// reports need no reflection of their own. {@link dev.plimsoll.checker.value.Change} is the
/// difference of two trees, down to the entry of a map.
@NullMarked
package dev.plimsoll.checker.value;

import org.jspecify.annotations.NullMarked;
