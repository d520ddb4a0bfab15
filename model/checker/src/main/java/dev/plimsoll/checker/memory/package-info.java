/// Words of 64 bits by the billion.
///
/// {@link dev.plimsoll.checker.memory.Memory} hands out memory outside the Java heap, counts it,
/// and past a limit hands out files instead. {@link dev.plimsoll.checker.memory.WordSet} is a set
/// of words there; {@link dev.plimsoll.checker.memory.WordIndex} gives each word a number.
@NullMarked
package dev.plimsoll.checker.memory;

import org.jspecify.annotations.NullMarked;
