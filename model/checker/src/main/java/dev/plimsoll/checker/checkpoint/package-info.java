/// What a search has reached, kept in a file, so that another process can go on from there.
///
/// {@link dev.plimsoll.checker.checkpoint.Archive} is the file: numbers and texts in order, under
/// a checksum, replaced as a whole or not at all. What is in it is the search's own business.
@NullMarked
package dev.plimsoll.checker.checkpoint;

import org.jspecify.annotations.NullMarked;
