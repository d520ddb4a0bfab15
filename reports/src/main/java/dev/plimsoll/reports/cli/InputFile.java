package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.UnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file of text that the user names; `-` is standard input.
record InputFile(String name) {

  private static final long MOST_BYTES = 256L << 20;

  /// Its text.
  ///
  /// @throws UnreadableException if there is no such file, it is too large, or it is not text
  String text() {
    try {
      return name.equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : text(Path.of(name));
    } catch (NoSuchFileException e) {
      throw new UnreadableException(name, "there is no such file");
    } catch (IOException e) {
      throw new UnreadableException(name, "it cannot be read: " + e.getMessage());
    }
  }

  private String text(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new UnreadableException(name, "expected at most %d MB".formatted(MOST_BYTES >> 20));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException _) {
      throw new UnreadableException(name, wrongLine(file), "expected text in UTF-8");
    }
  }

  /// The line where a file stops being text.
  private static int wrongLine(Path file) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(bytes.limit()), true);
    var before = StandardCharsets.UTF_8.decode(bytes.flip());
    return 1 + (int) before.chars().filter(each -> each == '\n').count();
  }
}
