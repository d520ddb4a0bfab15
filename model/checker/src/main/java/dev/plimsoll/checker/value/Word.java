package dev.plimsoll.checker.value;

/// A value that people write as one word, such as an address: it is told by its text, and not part
/// by part.
///
/// Its `toString` is that word. Different values have different words, and equal ones the same.
public interface Word {}
