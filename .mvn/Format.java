import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Lays out every Java file of the project with google-java-format.
///
/// `mvn validate` checks, `mvn validate -Dformat=write` rewrites. Runs in its own JVM, because the
/// formatter uses the parser of the JDK it runs on, and Maven itself may run on an older one.
///
/// Texts once found to be laid out are remembered by a digest beside the formatter's jar (first
/// argument), so that only what has changed is looked at again.
public final class Format {

  private final Path memory;
  private final boolean write;
  private final Set<String> known;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private Format(Path jar, boolean write) throws IOException {
    // Another release of the formatter remembers for itself.
    this.memory = jar.resolveSibling("laid-out-" + Files.size(jar));
    this.write = write;
    this.known = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
  }

  public static void main(String[] arguments) throws IOException {
    var format = new Format(Path.of(arguments[0]), arguments[1].equals("write"));
    var wrong = sources().parallelStream().filter(source -> !format.isLaidOut(source)).toList();
    Files.write(format.memory, format.seen);
    wrong.forEach(
        source -> System.err.println((format.write ? "laid out " : "not laid out: ") + source));
    if (!format.write && !wrong.isEmpty()) {
      System.err.println("Run: ./mvnw -N validate -Dformat=write");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith("target") || folder.endsWith(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources.stream().sorted().toList();
  }

  /// Whether the file was already laid out as it should be.
  private boolean isLaidOut(Path source) {
    try {
      var text = Files.readString(source);
      if (known.contains(digest(text))) {
        seen.add(digest(text));
        return true;
      }
      if (text.lines().anyMatch(Format::isLongComment)) {
        System.err.println(source + ": a /// comment is longer than 100 columns");
        return false;
      }
      var formatted = new Formatter().formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        seen.add(digest(text));
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
      throw new UncheckedIOException(source.toString(), e);
    }
  }

  /// The formatter would break such a line into a comment of another kind.
  private static boolean isLongComment(String line) {
    return line.length() > 100 && line.strip().startsWith("///");
  }

  private static String digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
