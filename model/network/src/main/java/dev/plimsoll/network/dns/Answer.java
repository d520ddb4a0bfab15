package dev.plimsoll.network.dns;

import dev.plimsoll.kubernetes.KubernetesObject;
import java.util.List;

/// What a name server says to a query.
///
/// @param question that was asked
/// @param outcome how it ends
/// @param reason why
/// @param records the answer; where the outcome is unknown, what is known of it
/// @param additional addresses of the names in the answer
/// @param sources the objects it is from, or for lack of which it is not
public record Answer(
    Question question,
    Outcome outcome,
    Reason reason,
    List<ResourceRecord> records,
    List<ResourceRecord> additional,
    List<KubernetesObject> sources) {

  /// Copies the lists; refuses an answer without records, and records without one.
  public Answer {
    records = List.copyOf(records);
    additional = List.copyOf(additional);
    sources = sources.stream().distinct().toList();
    var fits =
        switch (outcome) {
          case ANSWERED -> !records.isEmpty();
          case NO_DATA, NAME_ERROR -> records.isEmpty();
          case UNKNOWN -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException("expected records in an answer, and nowhere else");
    }
  }

  static Answer with(
      Question question,
      Reason reason,
      List<ResourceRecord> records,
      List<KubernetesObject> sources) {
    return new Answer(question, Outcome.ANSWERED, reason, records, List.of(), sources);
  }

  static Answer without(
      Question question, Outcome outcome, Reason reason, List<KubernetesObject> sources) {
    return new Answer(question, outcome, reason, List.of(), List.of(), sources);
  }
}
