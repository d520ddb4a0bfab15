package dev.plimsoll.checker.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Some answers to questions about a state of which nothing else is known, and what to choose.
///
/// @param answers by question
/// @param chosen what to choose, one after another
record Answers(Map<Key, Integer> answers, List<?> chosen) implements Guide {

  private static final List<Node.Question> QUESTIONS = List.of(Node.Question.values());

  /// A question.
  ///
  /// @param detail see {@link Node.Question}
  record Key(Node.Question question, int slot, int detail) {
    static Key of(Node node) {
      return new Key(node.question, node.slot, node.detail);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(var itsQuestion, var itsSlot, var itsDetail)
          && question == itsQuestion
          && slot == itsSlot
          && detail == itsDetail;
    }

    @Override
    public int hashCode() {
      return 31 * slot + detail;
    }
  }

  @Override
  public int answer(Node question) {
    var answer = answers.get(Key.of(question));
    if (answer == null) {
      throw new Unanswered(question);
    }
    return answer;
  }

  @Override
  public int choose(int number, List<?> alternatives) {
    var choice = number < chosen.size() ? alternatives.indexOf(chosen.get(number)) : -1;
    if (choice < 0) {
      throw new Unanswered(null);
    }
    return choice;
  }

  /// The same with one more answer.
  Answers with(Node question, int answer) {
    var more = new LinkedHashMap<>(answers);
    more.put(Key.of(question), answer);
    return new Answers(more, chosen);
  }

  /// All answers as numbers.
  int[] toArray() {
    return answers.entrySet().stream()
        .flatMapToInt(
            entry ->
                IntStream.of(
                    QUESTIONS.indexOf(entry.getKey().question),
                    entry.getKey().slot,
                    entry.getKey().detail,
                    entry.getValue()))
        .toArray();
  }

  /// Answers and choices as they were written down: the choices by their places.
  static Guide of(int[] written, int[] choices) {
    var answers = new LinkedHashMap<Key, Integer>();
    for (var i = 0; i < written.length; i += 4) {
      var question = QUESTIONS.get(written[i]);
      answers.put(new Key(question, written[i + 1], written[i + 2]), written[i + 3]);
    }
    return new Guide() {
      @Override
      public int answer(Node question) {
        return Objects.requireNonNull(answers.get(Key.of(question)));
      }

      @Override
      public int choose(int number, List<?> alternatives) {
        return choices[number];
      }
    };
  }
}
