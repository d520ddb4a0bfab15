package dev.plimsoll.kubernetes.manifest;

import static dev.plimsoll.kubernetes.manifest.ServiceDecoder.each;

import dev.plimsoll.kubernetes.workload.LabelSelector;
import dev.plimsoll.kubernetes.workload.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads selectors of pods and of nodes.
final class SelectorDecoder {

  private SelectorDecoder() {}

  /// A selector of pods, [LabelSelector#NOTHING] where it is left out.
  static LabelSelector decode(
      io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector, Position at) {
    return selector == null
        ? LabelSelector.NOTHING
        : new LabelSelector(
            sorted(selector.getMatchLabels()),
            each(
                selector.getMatchExpressions(),
                at.field("matchExpressions"),
                SelectorDecoder::requirement));
  }

  static NodeSelectorTerm term(io.fabric8.kubernetes.api.model.NodeSelectorTerm term, Position at) {
    var expressions =
        each(term.getMatchExpressions(), at.field("matchExpressions"), SelectorDecoder::ofNodes);
    var fields = each(term.getMatchFields(), at.field("matchFields"), SelectorDecoder::ofNodes);
    return at.field("matchFields").check(() -> new NodeSelectorTerm(expressions, fields));
  }

  /// Sorted by key; a value that is null is the empty text, as it is to Go's decoder.
  static SortedMap<String, String> sorted(@Nullable Map<String, @Nullable String> map) {
    var sorted = new TreeMap<String, String>();
    if (map != null) {
      map.forEach((key, value) -> sorted.put(key, value == null ? "" : value));
    }
    return sorted;
  }

  private static LabelSelector.Requirement requirement(
      LabelSelectorRequirement requirement, Position at) {
    var key = at.field("key").require(requirement.getKey(), "a key");
    var operator = operator(LabelSelector.Operator.class, requirement.getOperator(), at);
    var values = texts(requirement.getValues(), at.field("values"));
    return at.check(() -> new LabelSelector.Requirement(key, operator, values));
  }

  private static NodeSelectorTerm.Requirement ofNodes(
      NodeSelectorRequirement requirement, Position at) {
    var key = at.field("key").require(requirement.getKey(), "a key");
    var operator = operator(NodeSelectorTerm.Operator.class, requirement.getOperator(), at);
    var values = texts(requirement.getValues(), at.field("values"));
    return at.check(() -> new NodeSelectorTerm.Requirement(key, operator, values));
  }

  private static <E extends Enum<E>> E operator(Class<E> type, @Nullable String text, Position at) {
    var operator = at.field("operator");
    return operator.constant(type, operator.require(text, "an operator"));
  }

  static List<String> texts(@Nullable List<String> list, Position at) {
    return each(list, at, (text, _) -> text);
  }
}
