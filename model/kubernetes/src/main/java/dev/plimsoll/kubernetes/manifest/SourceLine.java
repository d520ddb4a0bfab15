package dev.plimsoll.kubernetes.manifest;

/// A place in a file.
///
/// @param file the name the reader was given
/// @param line counted from 1
public record SourceLine(String file, int line) {

  /// `file:line`.
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
