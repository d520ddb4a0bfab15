package dev.plimsoll.network.dns;

import java.util.List;
import java.util.Optional;

/// What a pod asks for a name, and what it is answered.
///
/// @param text the name as the program has it
/// @param steps in order, until one is answered; those after one that is unknown are made only
///     where that is not answered
/// @param outcome how it ends
public record Lookup(String text, List<Step> steps, Outcome outcome) {

  /// Queries for one name, made at once.
  ///
  /// @param name that is asked for
  /// @param search the domain of the search list that it ends with; empty where the name is as it
  ///     was given
  /// @param answers one for each type
  public record Step(DomainName name, Optional<String> search, List<Answer> answers) {

    /// Copies the list.
    public Step {
      answers = List.copyOf(answers);
    }

    boolean any(Outcome outcome) {
      return answers.stream().anyMatch(answer -> answer.outcome() == outcome);
    }

    /// How it ends: with what comes first of answers, what is unknown, and no data.
    public Outcome outcome() {
      for (var each : List.of(Outcome.ANSWERED, Outcome.UNKNOWN, Outcome.NO_DATA)) {
        if (any(each)) {
          return each;
        }
      }
      return Outcome.NAME_ERROR;
    }
  }

  /// Copies the list.
  public Lookup {
    steps = List.copyOf(steps);
  }
}
