package dev.plimsoll.counterexamples.itf;

import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Change;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.Counterexample.Kind;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Counterexamples as documents of ITF, and back.
///
/// What is read must be a counterexample as we write it: with the name of its model and claim in
/// `#meta`, and with the rule that led to each state, or that nothing did (`stutters`). `loop` is
/// the index of the state that follows the last one forever. Other members of `#meta` are left
/// aside.
public final class Itf {

  private static final String META = "#meta";

  private final JsonSource source;

  private Itf(JsonSource source) {
    this.source = source;
  }

  /// The document of a counterexample.
  public static Members encode(Counterexample counterexample) {
    var meta =
        Json.object()
            .with("format", "ITF")
            .with("format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html")
            .with("model", counterexample.model())
            .with("parameters", encode(counterexample.parameters()))
            .with("claim", counterexample.claim())
            .with("kind", counterexample.kind().toString())
            .with("version", counterexample.version())
            .build();
    var document = Json.object().with(META, meta);
    encode(counterexample.trace()).members().forEach(document::with);
    return document.build();
  }

  /// The document of a trace alone: variables and states, without `#meta` of its own.
  public static Members encode(Trace trace) {
    var variables = trace.steps().getFirst().state().keySet();
    var states =
        IntStream.range(0, trace.length()).mapToObj(index -> encode(trace, index)).toList();
    var document =
        Json.object()
            .with("vars", Json.list(variables, Json::text))
            .with("states", new Json.Elements(states, 0));
    var loop = trace.loop();
    return loop == null ? document.build() : document.with("loop", loop).build();
  }

  private static Json encode(Trace trace, int index) {
    var step = trace.steps().get(index);
    var meta = Json.object().with("index", index);
    var action = step.action();
    if (action != null) {
      meta.with("rule", action.rule())
          .with("arguments", Json.list(action.arguments(), Expressions::encode))
          .with("choices", Json.list(action.choices(), Expressions::encode))
          .with("changed", Json.list(paths(trace.changes(index)), Json::text));
    } else if (index > 0) {
      meta.with("stutters", Json.bool(true));
    }
    var state = Json.object().with(META, meta.build());
    step.state().forEach((name, value) -> state.with(name, Expressions.encode(value)));
    return state.build();
  }

  private static List<String> paths(List<Change> changes) {
    return changes.stream().map(Change::path).distinct().toList();
  }

  /// The parameters of a model: plain numbers, truth values and strings.
  public static Json encode(Parameters parameters) {
    var object = Json.object();
    parameters
        .values()
        .forEach(
            (name, value) ->
                object.with(
                    name,
                    switch (value) {
                      case Integer number -> Json.number(number);
                      case Boolean flag -> Json.bool(flag);
                      default -> Json.text(value.toString());
                    }));
    return object.build();
  }

  /// The counterexample of a document.
  ///
  /// @throws UnreadableException if it is not one, with the line and what was expected there
  public static Counterexample decode(JsonSource source, Json document) {
    var object = source.members(document);
    var meta = source.members(source.required(object, META));
    return new Counterexample(
        source.text(meta, "model"),
        decodeParameters(source, source.required(meta, "parameters")),
        source.text(meta, "claim"),
        source.constant(meta, "kind", List.of(Kind.values())),
        decodeTrace(source, object),
        source.text(meta, "version"));
  }

  /// The parameters that {@link #encode(Parameters)} wrote.
  ///
  /// @throws UnreadableException if one is not a number, a truth value or a string
  public static Parameters decodeParameters(JsonSource source, Json json) {
    var values = new LinkedHashMap<String, Object>();
    for (var member : source.members(json).members().entrySet()) {
      values.put(
          member.getKey(),
          switch (member.getValue()) {
            case Json.Numeral number -> source.small(number);
            case Json.Bool(var flag, _) -> flag;
            case Json.Text(var text, _) -> text;
            case Members _, Json.Elements _, Json.Null _ ->
                throw source.unexpected("a number, a truth value or a string", member.getValue());
          });
    }
    return new Parameters(values);
  }

  /// The trace of a document: its variables and states.
  ///
  /// @throws UnreadableException if a state has not exactly the variables, or does not say how it
  ///     was reached
  public static Trace decodeTrace(JsonSource source, Members document) {
    var itf = new Itf(source);
    var variables =
        source.elements(source.required(document, "vars")).stream().map(source::text).toList();
    var states = source.required(document, "states");
    var elements = source.elements(states);
    if (elements.isEmpty()) {
      throw source.unexpected("at least one state", states);
    }
    return new Trace(
        IntStream.range(0, elements.size())
            .mapToObj(
                index -> itf.decodeStep(source.members(elements.get(index)), index, variables))
            .toList(),
        decodeLoop(source, source.optional(document, "loop"), elements.size()));
  }

  static @Nullable Integer decodeLoop(JsonSource source, @Nullable Json loop, int states) {
    if (loop == null) {
      return null;
    }
    var index = source.small(loop);
    if (index < 0 || index >= states) {
      throw source.unexpected("the index of one of the %d states".formatted(states), loop);
    }
    return index;
  }

  private Trace.Step decodeStep(Members state, int index, List<String> variables) {
    var action = index == 0 ? null : decodeAction(state);
    for (var name : state.members().keySet()) {
      if (!name.equals(META) && !variables.contains(name)) {
        throw source.unexpected(
            "one of the variables in \"vars\"", new Json.Text(name, state.line()));
      }
    }
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    for (var name : variables) {
      values.put(name, EarlierForms.now(Expressions.decode(source, source.required(state, name))));
    }
    return new Trace.Step(action, values);
  }

  private Trace.@Nullable Action decodeAction(Members state) {
    var meta = source.members(source.required(state, META));
    if (source.optional(meta, "stutters") != null) {
      return null;
    }
    return new Trace.Action(
        source.text(meta, "rule"),
        decodeAll(source.optional(meta, "arguments")),
        decodeAll(source.optional(meta, "choices")));
  }

  private List<Value> decodeAll(@Nullable Json list) {
    return list == null
        ? List.of()
        : source.elements(list).stream()
            .map(each -> EarlierForms.now(Expressions.decode(source, each)))
            .toList();
  }
}
