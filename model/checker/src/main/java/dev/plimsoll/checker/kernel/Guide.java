package dev.plimsoll.checker.kernel;

import java.util.List;

/// Tells a rule or claim that is executed what it asks.
interface Guide {

  /// The answer to a question about the state.
  ///
  /// @throws Unanswered if there is none
  int answer(Node question);

  /// Which of some alternatives to choose.
  ///
  /// @param number of the choice, from 0
  /// @throws Unanswered if none can be chosen
  int choose(int number, List<?> alternatives);

  /// A state, and the choices to make first; after those the first alternative each time.
  static Guide of(Program program, int[] state, int[] script, int scripted) {
    return new Guide() {
      @Override
      public int answer(Node question) {
        return question.answer(state, program.channels());
      }

      @Override
      public int choose(int number, List<?> alternatives) {
        return number < scripted ? script[number] : 0;
      }
    };
  }
}
