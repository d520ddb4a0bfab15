package dev.plimsoll.checker.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A setting of a model, given on the command line as `--set name=value`.
public sealed interface Parameter {

  /// Lower case, words joined by hyphens.
  String name();

  /// One line for users.
  String description();

  /// The value where none is given, as it would be written.
  String defaultValue();

  /// What may be given, in words.
  String expected();

  /// Reads a value.
  ///
  /// @return an Integer, Boolean or String
  /// @throws IllegalArgumentException if it is none of those {@link #expected}
  Object parse(String text);

  /// A whole number within limits.
  static Parameter integer(String name, int standard, int least, int most, String description) {
    return new Whole(name, description, standard, least, most);
  }

  /// `true` or `false`.
  static Parameter flag(String name, boolean standard, String description) {
    return new Flag(name, description, standard);
  }

  /// One of some words, the first by default.
  static Parameter word(String name, List<String> words, String description) {
    return new Word(name, description, words);
  }

  /// Any text.
  static Parameter text(String name, String standard, String description) {
    return new Text(name, description, standard);
  }

  /// One of an enum's constants, the first by default, written in lower case with hyphens.
  static Parameter enumeration(String name, Class<? extends Enum<?>> type, String description) {
    var words = Arrays.stream(type.getEnumConstants()).map(Parameter::written).toList();
    return new Word(name, description, words);
  }

  /// How an enum's constant is written on the command line.
  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// See {@link Parameter#integer}.
  record Whole(String name, String description, int standard, int least, int most)
      implements Parameter {
    public Whole {
      if (standard < least || standard > most) {
        throw new IllegalArgumentException(name + ": the default is out of its own range");
      }
    }

    @Override
    public String defaultValue() {
      return Integer.toString(standard);
    }

    @Override
    public String expected() {
      return "a whole number from %d to %d".formatted(least, most);
    }

    @Override
    public Object parse(String text) {
      try {
        var value = Integer.parseInt(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw unexpected(this, text);
    }
  }

  /// See {@link Parameter#flag}.
  record Flag(String name, String description, boolean standard) implements Parameter {
    @Override
    public String defaultValue() {
      return Boolean.toString(standard);
    }

    @Override
    public String expected() {
      return "true or false";
    }

    @Override
    public Object parse(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw unexpected(this, text);
      };
    }
  }

  /// See {@link Parameter#word}.
  record Word(String name, String description, List<String> words) implements Parameter {
    public Word {
      words = List.copyOf(words);
    }

    @Override
    public String defaultValue() {
      return words.getFirst();
    }

    @Override
    public String expected() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public Object parse(String text) {
      if (words.contains(text)) {
        return text;
      }
      throw unexpected(this, text);
    }
  }

  /// See {@link Parameter#text}.
  record Text(String name, String description, String standard) implements Parameter {
    @Override
    public String defaultValue() {
      return standard;
    }

    @Override
    public String expected() {
      return "a text";
    }

    @Override
    public Object parse(String text) {
      return text;
    }
  }

  /// The refusal of a value.
  private static IllegalArgumentException unexpected(Parameter parameter, String text) {
    return new IllegalArgumentException(
        "%s must be %s, but is \"%s\"".formatted(parameter.name(), parameter.expected(), text));
  }
}
