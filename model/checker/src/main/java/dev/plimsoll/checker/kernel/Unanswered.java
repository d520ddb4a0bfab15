package dev.plimsoll.checker.kernel;

import org.jspecify.annotations.Nullable;

/// Thrown through the body of a rule or claim that asks what its {@link Guide} cannot tell.
final class Unanswered extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// What was asked; null if it was to choose.
  final transient @Nullable Node question;

  Unanswered(@Nullable Node question) {
    super(null, null, false, false);
    this.question = question;
  }
}
