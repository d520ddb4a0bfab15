package dev.plimsoll.properties.script;

import java.util.List;
import java.util.Optional;

/// A command of a script and what must come of it.
///
/// @param line of the command, from 1
/// @param text of the command as it is written
/// @param input between the command and `----`, stripped
/// @param expected lines, each with its end
/// @param expectedAt where they begin, a line from 1
public record Directive(
    int line,
    String text,
    String command,
    List<Argument> arguments,
    String input,
    String expected,
    int expectedAt) {

  /// No number in a script is larger.
  private static final int LARGEST = 1_000_000_000;

  public Directive {
    arguments = List.copyOf(arguments);
  }

  /// That something is wrong with it.
  ScriptException mistake(String reason) {
    return new ScriptException(line, "%s: %s".formatted(command, reason));
  }

  /// The key of an argument.
  ///
  /// @param position from 0
  String key(int position) {
    if (position >= arguments.size()) {
      throw mistake("expected %d arguments or more".formatted(position + 1));
    }
    return arguments.get(position).key();
  }

  /// An argument that is a number.
  ///
  /// @param position from 0
  int number(int position) {
    return number(key(position));
  }

  /// A number.
  int number(String text) {
    try {
      var number = Integer.parseInt(text);
      if (number >= 0 && number <= LARGEST) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw mistake("expected a number from 0 to %d but found \"%s\"".formatted(LARGEST, text));
  }

  /// The first value of an argument; empty if there is no such argument.
  Optional<String> value(String key) {
    return arguments.stream()
        .filter(argument -> argument.key().equals(key))
        .flatMap(argument -> argument.values().stream())
        .findFirst();
  }

  /// The first value of an argument that must be there.
  String required(String key) {
    return value(key).orElseThrow(() -> mistake("expected %s=VALUE".formatted(key)));
  }

  /// A word that is `true` or `false`.
  boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw mistake("expected true or false but found \"%s\"".formatted(text));
    };
  }
}
