package dev.plimsoll.network.netfilter.traversal;

import org.jspecify.annotations.Nullable;

/// Whether a packet meets a condition.
sealed interface Answer {

  /// Yes, or no.
  enum Certain implements Answer {
    YES,
    NO
  }

  /// Met with this probability, each time anew.
  record Chance(double probability) implements Answer {}

  /// Met or not: it depends on what the model does not see.
  ///
  /// @param about equal questions have equal answers; null if the answer may change each time
  record Unknown(@Nullable Object about) implements Answer {}

  /// The condition itself is not understood.
  record NotUnderstood() implements Answer {}

  Certain YES = Certain.YES;
  Certain NO = Certain.NO;

  static Answer of(boolean met) {
    return met ? YES : NO;
  }

  /// The answer to the opposite condition; an unknown one stays unknown.
  static Answer negated(Answer answer) {
    return switch (answer) {
      case Certain certain -> of(certain == Certain.NO);
      case Chance(double probability) -> new Chance(1 - probability);
      case Unknown unknown -> unknown;
      case NotUnderstood notUnderstood -> notUnderstood;
    };
  }
}
