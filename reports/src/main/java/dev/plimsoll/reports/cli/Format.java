package dev.plimsoll.reports.cli;

import dev.plimsoll.reports.RunJson;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The form of what a command prints.
enum Format {
  /// For people.
  TEXT,
  /// One document of JSON.
  JSON,
  /// One document of JUnit XML.
  JUNIT,
  /// One document of SARIF.
  SARIF,
  /// One document of Markdown.
  MARKDOWN;

  /// Reads the word of a command that prints text or JSON.
  static final class Simple implements ITypeConverter<Format> {
    @Override
    public Format convert(String word) {
      return read(word, List.of(TEXT, JSON));
    }
  }

  /// Reads the word of a command that prints in any form.
  static final class Any implements ITypeConverter<Format> {
    @Override
    public Format convert(String word) {
      return read(word, Arrays.asList(values()));
    }
  }

  private static Format read(String word, List<Format> formats) {
    return formats.stream()
        .filter(format -> format.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected %s, but is '%s'"
                        .formatted(
                            formats.stream()
                                .map(Format::toString)
                                .collect(Collectors.joining(" or ")),
                            word)));
  }

  /// The word of the command line.
  @Override
  public String toString() {
    return RunJson.word(this);
  }
}
