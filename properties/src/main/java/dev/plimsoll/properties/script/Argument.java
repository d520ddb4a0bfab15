package dev.plimsoll.properties.script;

import java.util.List;

/// An argument of a command: `key`, `key=value` or `key=(value, ...)`.
///
/// @param values none for a key alone
public record Argument(String key, List<String> values) {
  public Argument {
    values = List.copyOf(values);
  }
}
