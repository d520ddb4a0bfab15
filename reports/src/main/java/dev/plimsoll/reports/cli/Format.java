package dev.plimsoll.reports.cli;

import dev.plimsoll.reports.RunJson;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The form of what a command prints.
enum Format {
  /// For people.
  TEXT,
  /// One document of JSON.
  JSON;

  /// Reads the word of the command line.
  static final class Reader implements ITypeConverter<Format> {
    @Override
    public Format convert(String word) {
      for (var format : values()) {
        if (format.toString().equals(word)) {
          return format;
        }
      }
      throw new TypeConversionException("expected text or json, but is '%s'".formatted(word));
    }
  }

  /// The word of the command line.
  @Override
  public String toString() {
    return RunJson.word(this);
  }
}
