package dev.plimsoll.counterexamples.json;

import dev.plimsoll.counterexamples.json.Json.Members;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of JSON that must have a certain shape: takes values out of its tree, or says in which
/// line what was expected.
///
/// Every method throws {@link UnreadableException} where the value is not what it is asked for.
///
/// @param file how messages name the text
public record JsonSource(String file) {

  /// The value as an object.
  public Members members(Json json) {
    if (json instanceof Members members) {
      return members;
    }
    throw unexpected("an object", json);
  }

  /// The value as a list.
  public List<Json> elements(Json json) {
    if (json instanceof Json.Elements(var elements, _)) {
      return elements;
    }
    throw unexpected("a list", json);
  }

  /// The value as a list of two.
  public List<Json> pair(Json json) {
    var elements = elements(json);
    if (elements.size() == 2) {
      return elements;
    }
    throw unexpected("a list of two", json);
  }

  /// The value as a string.
  public String text(Json json) {
    if (json instanceof Json.Text(var text, _)) {
      return text;
    }
    throw unexpected("a string", json);
  }

  /// The value as a truth value.
  public boolean bool(Json json) {
    if (json instanceof Json.Bool(var bool, _)) {
      return bool;
    }
    throw unexpected("true or false", json);
  }

  /// The value as a whole number of 64 bits, which may be written as a string.
  public long whole(Json json) {
    try {
      return switch (json) {
        case Json.Numeral(var number, _) -> number.longValueExact();
        case Json.Text(var text, _) -> Long.parseLong(text);
        case Members _, Json.Elements _, Json.Bool _, Json.Null _ ->
            throw unexpected("a number", json);
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected("a whole number of 64 bits", json);
    }
  }

  /// The value as a whole number of 32 bits.
  public int small(Json json) {
    var number = whole(json);
    if (number == (int) number) {
      return (int) number;
    }
    throw unexpected("a whole number of 32 bits", json);
  }

  /// The member of an object, which must have it.
  public Json required(Members object, String name) {
    var value = object.members().get(name);
    if (value == null) {
      throw new UnreadableException(
          file, object.line(), "expected a member \"%s\" in this object".formatted(name));
    }
    return value;
  }

  /// The member of an object, or null where it has none or has `null` there.
  public @Nullable Json optional(Members object, String name) {
    var value = object.members().get(name);
    return value instanceof Json.Null ? null : value;
  }

  /// The string of this name in an object.
  public String text(Members object, String name) {
    return text(required(object, name));
  }

  /// The constant of an enum that is written as the string of this name.
  public <E extends Enum<E>> E constant(Members object, String name, List<E> constants) {
    var json = required(object, name);
    var text = text(json);
    for (var constant : constants) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    throw unexpected("one of " + constants, json);
  }

  /// The refusal of a value.
  public UnreadableException unexpected(String expected, Json json) {
    return new UnreadableException(
        file, json.line(), "expected %s, but there is %s".formatted(expected, json.kind()));
  }
}
