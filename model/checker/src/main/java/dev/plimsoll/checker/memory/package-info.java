/// Memory outside the Java heap, for the many: words of 64 bits by the billion.
///
/// {@link dev.plimsoll.checker.memory.Memory} hands it out, counts it, and beyond a limit hands out
/// files instead. {@link dev.plimsoll.checker.memory.WordSet} is a set of words,
/// {@link dev.plimsoll.checker.memory.WordIndex} gives each word a number.
@NullMarked
package dev.plimsoll.checker.memory;

import org.jspecify.annotations.NullMarked;
