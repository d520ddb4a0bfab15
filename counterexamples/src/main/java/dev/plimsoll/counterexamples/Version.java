package dev.plimsoll.counterexamples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The version of this Plimsoll, as the build wrote it down.
public final class Version {

  private static final String CURRENT = read();

  /// Such as `0.1.0`.
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    try (var file = Version.class.getResourceAsStream("version.txt")) {
      var bytes = Objects.requireNonNull(file, "The build made no version.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Version() {}
}
