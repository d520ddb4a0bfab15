package dev.plimsoll.network.netfilter.symbolic;

import org.jspecify.annotations.Nullable;

/// Which packets meet a condition: those of `yes`; those of `unsure` perhaps; the rest do not.
///
/// @param doubt why it is not certain; of no meaning if `unsure` is empty
record Reply(int yes, int unsure, Doubt doubt) {

  /// Why it is not certain that packets meet a condition.
  sealed interface Doubt {

    /// They do with this probability, each time anew.
    record Coin(double probability) implements Doubt {}

    /// It depends on what the model does not see.
    ///
    /// @param question equal ones have equal answers; null if the answer may change each time
    record Unknown(@Nullable Object question) implements Doubt {}

    /// The condition itself is not understood.
    record NotUnderstood() implements Doubt {}
  }

  private static final Doubt NOTHING = new Doubt.NotUnderstood();

  /// The packets of a set meet it, the others do not.
  static Reply certain(int yes) {
    return new Reply(yes, Diagrams.EMPTY, NOTHING);
  }

  /// It is not certain of any packet.
  static Reply doubtful(Doubt doubt) {
    return new Reply(Diagrams.EMPTY, Diagrams.FULL, doubt);
  }

  /// The reply to the opposite condition; an unknown one stays unknown.
  Reply negated(Diagrams diagrams) {
    int no = diagrams.minus(diagrams.not(yes), unsure);
    return new Reply(
        no, unsure, doubt instanceof Doubt.Coin(var p) ? new Doubt.Coin(1 - p) : doubt);
  }

  /// The same for the packets of a set; others do not meet it.
  Reply within(int set, Diagrams diagrams) {
    return new Reply(diagrams.and(yes, set), diagrams.and(unsure, set), doubt);
  }
}
