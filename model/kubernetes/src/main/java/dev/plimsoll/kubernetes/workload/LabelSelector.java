package dev.plimsoll.kubernetes.workload;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which objects, by their labels: meta/v1 `LabelSelector`. One that demands nothing selects all.
///
/// @param matchLabels labels that an object must have, with these values
/// @param matchExpressions what else must hold of its labels
public record LabelSelector(
    SortedMap<String, String> matchLabels, List<Requirement> matchExpressions) {

  /// What a selector that is left out selects, a contradiction: no object.
  public static final LabelSelector NOTHING =
      new LabelSelector(
          new TreeMap<>(),
          List.of(
              new Requirement("nothing", Operator.EXISTS, List.of()),
              new Requirement("nothing", Operator.DOES_NOT_EXIST, List.of())));

  /// How a label is compared.
  public enum Operator {
    /// It is there, with one of the values.
    IN("In"),
    /// It is not there, or has none of the values.
    NOT_IN("NotIn"),
    /// It is there.
    EXISTS("Exists"),
    /// It is not there.
    DOES_NOT_EXIST("DoesNotExist");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /// The API's spelling.
    @Override
    public String toString() {
      return text;
    }
  }

  /// A demand on one label.
  ///
  /// @param key of the label
  /// @param operator how it is compared
  /// @param values some for `In` and `NotIn`, none for the others
  public record Requirement(String key, Operator operator, List<String> values) {

    /// Copies the values; refuses values where they mean nothing, and none where they are needed.
    public Requirement {
      values = List.copyOf(values);
      var needed = operator == Operator.IN || operator == Operator.NOT_IN;
      if (needed == values.isEmpty()) {
        throw new IllegalArgumentException(
            "expected %s values with operator %s, found %s"
                .formatted(needed ? "some" : "no", operator, values));
      }
    }

    /// Whether it holds of these labels.
    public boolean matches(Map<String, String> labels) {
      var value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  /// Copies the collections.
  public LabelSelector {
    matchLabels = Collections.unmodifiableSortedMap(new TreeMap<>(matchLabels));
    matchExpressions = List.copyOf(matchExpressions);
  }

  /// Selects the objects that have these labels.
  public static LabelSelector ofLabels(Map<String, String> matchLabels) {
    return new LabelSelector(new TreeMap<>(matchLabels), List.of());
  }

  /// Whether an object with these labels is selected.
  public boolean matches(Map<String, String> labels) {
    return matchLabels.entrySet().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /// Whether it demands nothing, and so selects all objects.
  public boolean isEmpty() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  /// Refuses what no controller of pods may have: a selector of all pods, and one that does not
  /// select the pods of its own template.
  void requireToSelect(PodTemplate template) {
    if (isEmpty()) {
      throw new IllegalArgumentException("expected a selector that demands a label");
    }
    if (!matches(template.labels())) {
      throw new IllegalArgumentException(
          "expected labels that the selector matches, found " + template.labels());
    }
  }
}
