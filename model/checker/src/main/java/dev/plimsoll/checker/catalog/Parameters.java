package dev.plimsoll.checker.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// Values for all parameters of a model.
///
/// @param values an Integer, Boolean or String for each, in order of declaration
public record Parameters(SequencedMap<String, Object> values) {

  public Parameters {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /// What is given for some of the declared parameters, and the defaults of the others.
  ///
  /// @throws UnknownNameException if a given name is none of the declared
  /// @throws IllegalArgumentException if a value is not what its parameter expects
  public static Parameters of(List<Parameter> declared, Map<String, String> given) {
    var names = declared.stream().map(Parameter::name).toList();
    for (var name : given.keySet()) {
      if (!names.contains(name)) {
        throw new UnknownNameException("parameter", name, names);
      }
    }
    var values = new LinkedHashMap<String, Object>();
    for (var parameter : declared) {
      var text = given.getOrDefault(parameter.name(), parameter.defaultValue());
      values.put(parameter.name(), parameter.parse(text));
    }
    return new Parameters(values);
  }

  /// The value of a whole number.
  public int integer(String name) {
    return (Integer) value(name);
  }

  /// The value of a flag.
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /// The value of a word.
  public String word(String name) {
    return (String) value(name);
  }

  /// The value of an enumeration.
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return Enum.valueOf(type, word(name).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private Object value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The model declares no parameter " + name);
    }
    return value;
  }
}
