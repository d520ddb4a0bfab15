package dev.plimsoll.reports.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a command line says as `NAME=VALUE`.
final class Settings {

  /// The values by name, in order.
  ///
  /// @param option by which it is said
  /// @throws UsageException if one is not of this form, or is given twice
  static Map<String, String> of(String option, List<String> settings) {
    var values = new LinkedHashMap<String, String>();
    for (var setting : settings) {
      var equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException("%s expects NAME=VALUE, but is \"%s\"".formatted(option, setting));
      }
      var name = setting.substring(0, equals);
      if (values.put(name, setting.substring(equals + 1)) != null) {
        throw new UsageException("%s gives \"%s\" twice".formatted(option, name));
      }
    }
    return values;
  }

  private Settings() {}
}
