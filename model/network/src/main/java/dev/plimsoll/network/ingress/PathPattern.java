package dev.plimsoll.network.ingress;

import dev.plimsoll.kubernetes.ingress.HttpIngressPath;
import dev.plimsoll.kubernetes.ingress.PathType;
import java.util.Arrays;
import java.util.List;

/// Which paths are meant. Two that are equal mean the same.
public sealed interface PathPattern {

  /// One path, letter by letter.
  record Exact(String path) implements PathPattern {

    @Override
    public boolean matches(String request) {
      return request.equals(path);
    }

    @Override
    public int length() {
      return PathPattern.elements(path).size();
    }
  }

  /// All paths that begin with these elements.
  record Prefix(List<String> elements) implements PathPattern {

    /// Copies the list.
    public Prefix {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean matches(String request) {
      var theirs = PathPattern.elements(request);
      return theirs.size() >= length() && theirs.subList(0, length()).equals(elements);
    }

    @Override
    public int length() {
      return elements.size();
    }
  }

  /// Whether the path of a request is meant.
  boolean matches(String request);

  /// How many elements it has.
  int length();

  /// What is meant by a path of a rule; all paths where it is empty.
  static PathPattern of(HttpIngressPath path, Reading reading) {
    var type = path.type() == PathType.IMPLEMENTATION_SPECIFIC ? reading.type() : path.type();
    var isExact = type == PathType.EXACT && !path.path().isEmpty();
    return isExact ? new Exact(path.path()) : new Prefix(elements(path.path()));
  }

  /// What stands between slashes; a slash at the end has nothing behind it.
  private static List<String> elements(String path) {
    var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.isEmpty() ? List.of() : Arrays.asList(trimmed.substring(1).split("/", -1));
  }
}
