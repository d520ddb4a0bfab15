package dev.plimsoll.counterexamples.itf;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A trace in ITF that another tool has written: states without the steps between them.
///
/// What other tools say beside the variables is left aside: `#meta`, and the variables of Quint
/// whose names begin with `mbt::`.
///
/// @param states the value of each variable, one state after the other; at least one
/// @param lines for each state the line on which it begins, from 1
/// @param loop the index of the state that follows the last one forever; null where the trace ends
public record ForeignTrace(
    List<SequencedMap<String, Value>> states, List<Integer> lines, @Nullable Integer loop) {

  private static final String META = "#meta";
  private static final String OF_QUINT = "mbt::";

  public ForeignTrace {
    states = List.copyOf(states);
    lines = List.copyOf(lines);
  }

  /// Whether a document says itself of which model it is a counterexample, as ours do.
  public static boolean isOurs(JsonSource source, Json document) {
    return source.members(document).members().get(META) instanceof Members(var meta, _)
        && meta.containsKey("model");
  }

  /// The trace of a document.
  ///
  /// @throws dev.plimsoll.counterexamples.json.UnreadableException if a state does not have all
  ///     variables, or a value is no expression of ITF
  public static ForeignTrace decode(JsonSource source, Json document) {
    var object = source.members(document);
    var variables =
        source.elements(source.required(object, "vars")).stream()
            .map(source::text)
            .filter(name -> !name.startsWith(OF_QUINT))
            .toList();
    var states = source.required(object, "states");
    var elements = source.elements(states);
    if (elements.isEmpty()) {
      throw source.unexpected("at least one state", states);
    }
    return new ForeignTrace(
        elements.stream().map(state -> decodeState(source, state, variables)).toList(),
        elements.stream().map(Json::line).toList(),
        Itf.decodeLoop(source, source.optional(object, "loop"), elements.size()));
  }

  /// The trace with other names of some variables.
  ///
  /// @param names new ones by those that are there
  public ForeignTrace renamed(Map<String, String> names) {
    return new ForeignTrace(
        states.stream().map(state -> renamed(state, names)).toList(), lines, loop);
  }

  private static SequencedMap<String, Value> renamed(
      SequencedMap<String, Value> state, Map<String, String> names) {
    var renamed = new LinkedHashMap<String, Value>();
    state.forEach((name, value) -> renamed.put(names.getOrDefault(name, name), value));
    return renamed;
  }

  private static SequencedMap<String, Value> decodeState(
      JsonSource source, Json json, List<String> variables) {
    var state = source.members(json);
    var values = new LinkedHashMap<String, Value>();
    for (var name : variables) {
      values.put(name, Expressions.decode(source, source.required(state, name)));
    }
    return Collections.unmodifiableSequencedMap(values);
  }
}
