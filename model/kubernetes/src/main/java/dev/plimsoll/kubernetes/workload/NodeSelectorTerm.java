package dev.plimsoll.kubernetes.workload;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which nodes: core/v1 `NodeSelectorTerm`. One that demands nothing selects none.
///
/// @param matchExpressions what must hold of the node's labels
/// @param matchFields what must hold of its name; the key of each is `metadata.name`
public record NodeSelectorTerm(List<Requirement> matchExpressions, List<Requirement> matchFields) {

  /// The one field that can be selected by.
  public static final String NAME_FIELD = "metadata.name";

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");

  /// How a label or the name is compared.
  public enum Operator {
    /// It is there, with one of the values.
    IN("In"),
    /// It is not there, or has none of the values.
    NOT_IN("NotIn"),
    /// It is there.
    EXISTS("Exists"),
    /// It is not there.
    DOES_NOT_EXIST("DoesNotExist"),
    /// It is there, an integer greater than the value.
    GT("Gt"),
    /// It is there, an integer less than the value.
    LT("Lt");

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

  /// A demand on one label, or on the name.
  ///
  /// @param key of the label, or `metadata.name`
  /// @param operator how it is compared
  /// @param values some for `In` and `NotIn`, one integer for `Gt` and `Lt`, else none
  public record Requirement(String key, Operator operator, List<String> values) {

    /// Copies the values; refuses as many as, or what, the operator does not take.
    public Requirement {
      values = List.copyOf(values);
      var accepted =
          switch (operator) {
            case IN, NOT_IN -> !values.isEmpty();
            case EXISTS, DOES_NOT_EXIST -> values.isEmpty();
            case GT, LT -> values.size() == 1 && INTEGER.matcher(values.getFirst()).matches();
          };
      if (!accepted) {
        throw new IllegalArgumentException(
            "expected some values with In and NotIn, one integer with Gt and Lt, else none;"
                + " found %s with %s".formatted(values, operator));
      }
    }

    private boolean matches(@Nullable String value) {
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
        case GT -> isInteger(value) && Long.parseLong(value) > Long.parseLong(values.getFirst());
        case LT -> isInteger(value) && Long.parseLong(value) < Long.parseLong(values.getFirst());
      };
    }
  }

  /// Copies the lists; refuses a field other than the name, and more than one name.
  public NodeSelectorTerm {
    matchExpressions = List.copyOf(matchExpressions);
    matchFields = List.copyOf(matchFields);
    for (var field : matchFields) {
      if (!field.key().equals(NAME_FIELD)
          || (field.operator() != Operator.IN && field.operator() != Operator.NOT_IN)
          || field.values().size() != 1) {
        throw new IllegalArgumentException(
            "expected %s In or NotIn one name, found %s".formatted(NAME_FIELD, field));
      }
    }
  }

  /// Whether a node of this name, with these labels, is selected: `nodeSelectorTerm.match` of
  /// `k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go`.
  public boolean matches(String nodeName, Map<String, String> labels) {
    return !(matchExpressions.isEmpty() && matchFields.isEmpty())
        && matchExpressions.stream().allMatch(demand -> demand.matches(labels.get(demand.key())))
        && matchFields.stream().allMatch(demand -> demand.matches(nodeName));
  }

  private static boolean isInteger(@Nullable String value) {
    return value != null && INTEGER.matcher(value).matches();
  }
}
