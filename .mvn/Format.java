import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lays out every Java file of the project with google-java-format.
///
/// `mvn validate` checks, `mvn validate -Dformat=write` rewrites. Runs in its own JVM, because the
/// formatter uses the parser of the JDK it runs on, and Maven itself may run on an older one.
public final class Format {

  public static void main(String[] arguments) throws IOException {
    var write = List.of(arguments).contains("write");
    List<Path> sources;
    try (var files = Files.walk(Path.of("."))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("/target/"))
              .sorted()
              .toList();
    }
    var wrong = sources.parallelStream().filter(source -> !format(source, write)).toList();
    wrong.forEach(source -> System.err.println((write ? "laid out " : "not laid out: ") + source));
    if (!write && !wrong.isEmpty()) {
      System.err.println("Run: ./mvnw -N validate -Dformat=write");
      System.exit(1);
    }
  }

  /// The formatter would break such a line into a comment of another kind.
  private static boolean isLongComment(String line) {
    return line.length() > 100 && line.strip().startsWith("///");
  }

  /// Whether the file was already laid out as it should be.
  private static boolean format(Path source, boolean write) {
    try {
      var text = Files.readString(source);
      if (text.lines().anyMatch(Format::isLongComment)) {
        System.err.println(source + ": a /// comment is longer than 100 columns");
        return false;
      }
      var formatted = new Formatter().formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        return true;
      }
      if (write) {
        Files.writeString(source, formatted);
      }
      return false;
    } catch (FormatterException e) {
      System.err.println(source + ": " + e.getMessage());
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
