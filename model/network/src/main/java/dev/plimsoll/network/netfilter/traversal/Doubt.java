package dev.plimsoll.network.netfilter.traversal;

/// A condition whose answer is not certain.
///
/// @param answer a [Answer.Chance], an [Answer.Unknown] or an [Answer.NotUnderstood]
record Doubt(Condition condition, Answer answer) {}
