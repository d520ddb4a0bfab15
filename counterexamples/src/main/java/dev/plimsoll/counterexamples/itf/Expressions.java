package dev.plimsoll.counterexamples.itf;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Values as expressions of ITF, and back. What is encoded decodes to an equal value.
///
/// Two things of ours have no form in ITF of their own and get one with a tag: a multiset that
/// holds something twice is `{"tag": "Multiset", "value": {"#map": [[element, count], ...]}}`, and
/// a plain record with just the fields `tag` and `value` is the value of an empty tag.
public final class Expressions {

  private static final String MULTISET = "Multiset";
  private static final Set<String> TAGGED = Set.of("tag", "value");

  /// The most values that one expression may stand for, copies in multisets counted.
  private static final long MOST_VALUES = 20_000_000;

  private final JsonSource source;
  private long made;

  private Expressions(JsonSource source) {
    this.source = source;
  }

  /// The expression of a value.
  public static Json encode(Value value) {
    return switch (value) {
      case Value.Bool(var bool) -> Json.bool(bool);
      case Value.Int(var number) -> special("#bigint", Json.text(Long.toString(number)));
      case Value.Text(var text) -> Json.text(text);
      case Value.Opaque(var text) -> special("#unserializable", Json.text(text));
      case Value.Sequence(var elements) -> Json.list(elements, Expressions::encode);
      case Value.Collected(var elements) -> encodeCollected(elements);
      case Value.Mapping(var entries) -> special("#map", Json.list(entries, Expressions::pair));
      case Value.Fields(var tag, var fields) -> {
        var record = Json.object();
        fields.forEach((name, field) -> record.with(name, encode(field)));
        yield tag.isEmpty() && !fields.keySet().equals(TAGGED)
            ? record.build()
            : tagged(tag, record.build());
      }
    };
  }

  private static Json encodeCollected(List<Value> elements) {
    var counts = new LinkedHashMap<Value, Integer>();
    elements.forEach(element -> counts.merge(element, 1, Integer::sum));
    return counts.size() == elements.size()
        ? special("#set", Json.list(elements, Expressions::encode))
        : tagged(
            MULTISET,
            special(
                "#map",
                Json.list(
                    counts.entrySet(),
                    count -> pair(Map.entry(count.getKey(), new Value.Int(count.getValue()))))));
  }

  private static Json pair(Map.Entry<Value, ? extends Value> entry) {
    return Json.list(List.of(entry.getKey(), entry.getValue()), Expressions::encode);
  }

  private static Json special(String name, Json content) {
    return Json.object().with(name, content).build();
  }

  private static Json tagged(String tag, Json value) {
    return Json.object().with("tag", tag).with("value", value).build();
  }

  /// The value of an expression.
  ///
  /// @throws dev.plimsoll.counterexamples.json.UnreadableException if it is not an expression
  public static Value decode(JsonSource source, Json expression) {
    return new Expressions(source).decode(expression);
  }

  private Value decode(Json expression) {
    count(1, expression);
    return switch (expression) {
      case Json.Bool(var bool, _) -> new Value.Bool(bool);
      case Json.Text(var text, _) -> new Value.Text(text);
      case Json.Numeral number -> new Value.Int(source.whole(number));
      case Json.Elements(var elements, _) -> new Value.Sequence(decodeAll(elements));
      case Json.Members object -> decode(object);
      case Json.Null _ -> throw source.unexpected("an expression of ITF", expression);
    };
  }

  private Value decode(Json.Members object) {
    var members = object.members();
    if (members.keySet().equals(TAGGED) && members.get("tag") instanceof Json.Text(var tag, _)) {
      return decodeTagged(tag, source.required(object, "value"));
    }
    var first = members.isEmpty() ? "" : members.firstEntry().getKey();
    if (!first.startsWith("#")) {
      return new Value.Fields("", decodeFields(object));
    }
    var content = members.firstEntry().getValue();
    return switch (first) {
      case "#bigint" -> new Value.Int(source.whole(content));
      case "#unserializable" -> new Value.Opaque(source.text(content));
      case "#tup" -> new Value.Sequence(decodeAll(source.elements(content)));
      case "#set" -> decodeSet(content);
      case "#map" -> new Value.Mapping(decodeEntries(content));
      default ->
          throw source.unexpected(
              "#bigint, #tup, #set, #map or #unserializable", new Json.Text(first, object.line()));
    };
  }

  private Value decodeTagged(String tag, Json value) {
    return switch (value) {
      case Json.Members(var members, _) when tag.equals(MULTISET) && members.containsKey("#map") ->
          decodeMultiset(source.elements(members.firstEntry().getValue()));
      case Json.Members(var members, _) when members.containsKey("#tup") ->
          new Value.Fields(tag, new LinkedHashMap<>());
      case Json.Members fields -> new Value.Fields(tag, decodeFields(fields));
      case Json.Elements _, Json.Text _, Json.Numeral _, Json.Bool _, Json.Null _ ->
          new Value.Fields(tag, new LinkedHashMap<>(Map.of("value", decode(value))));
    };
  }

  private Value decodeMultiset(List<Json> counts) {
    var elements = new ArrayList<Value>();
    for (var entry : counts) {
      var pair = source.pair(entry);
      var before = made;
      var element = decode(pair.getFirst());
      var size = made - before;
      if (!(decode(pair.getLast()) instanceof Value.Int(var copies))
          || copies < 1
          || copies > MOST_VALUES) {
        throw source.unexpected("how many there are of it", pair.getLast());
      }
      count(size * (copies - 1), entry);
      elements.addAll(Collections.nCopies((int) copies, element));
    }
    return new Value.Collected(elements);
  }

  /// Counts what is made, so that a small file cannot stand for more than there is memory for.
  private void count(long values, Json where) {
    made += values;
    if (made > MOST_VALUES) {
      throw new UnreadableException(
          source.file(), where.line(), "expected at most %d values".formatted(MOST_VALUES));
    }
  }

  private SequencedMap<String, Value> decodeFields(Json.Members object) {
    var fields = new LinkedHashMap<String, Value>();
    for (var member : object.members().entrySet()) {
      if (member.getKey().startsWith("#")) {
        throw source.unexpected(
            "a field, which does not start with #",
            new Json.Text(member.getKey(), member.getValue().line()));
      }
      fields.put(member.getKey(), decode(member.getValue()));
    }
    return fields;
  }

  private Value decodeSet(Json content) {
    var elements = decodeAll(source.elements(content));
    if (Set.copyOf(elements).size() < elements.size()) {
      throw source.unexpected("each element of a set once", content);
    }
    return new Value.Collected(elements);
  }

  private List<Map.Entry<Value, Value>> decodeEntries(Json content) {
    var entries = new LinkedHashMap<Value, Value>();
    for (var entry : source.elements(content)) {
      var pair = source.pair(entry);
      if (entries.put(decode(pair.getFirst()), decode(pair.getLast())) != null) {
        throw source.unexpected("each key of a map once", entry);
      }
    }
    return List.copyOf(entries.entrySet());
  }

  private List<Value> decodeAll(List<Json> elements) {
    return elements.stream().map(this::decode).toList();
  }
}
