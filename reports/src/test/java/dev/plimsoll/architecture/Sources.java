package dev.plimsoll.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The project's own files, read from its root (system property `plimsoll.root`).
final class Sources {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");
  private static final Set<String> TEXT =
      Set.of("java", "md", "xml", "sh", "yaml", "yml", "tla", "cpp", "pml", "properties", "html");

  private Sources() {}

  /// The root of the build.
  static Path root() {
    return Path.of(System.getProperty("plimsoll.root", "..")).toAbsolutePath().normalize();
  }

  /// Every text file of the project, sorted: by its ending, and the scripts that have none.
  static List<Path> texts() {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(name(folder))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (isText(file)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  /// The Java files of the modules' main code.
  static List<Path> mainJava() {
    return texts().stream()
        .filter(file -> relative(file).contains("src/main/java/") && name(file).endsWith(".java"))
        .toList();
  }

  /// The name of the type, or of the package description, that a main Java file is named after.
  static String typeName(Path mainJava) {
    var path = relative(mainJava);
    var type = path.substring(path.indexOf("src/main/java/") + "src/main/java/".length());
    return type.substring(0, type.length() - ".java".length()).replace('/', '.');
  }

  /// The path from the root, with slashes.
  static String relative(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }

  /// The lines of a text file, which has to be UTF-8.
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(relative(file), e);
    }
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static boolean isText(Path file) {
    var name = name(file);
    var dot = name.lastIndexOf('.');
    return dot < 0 ? Files.isExecutable(file) : TEXT.contains(name.substring(dot + 1));
  }
}
