package dev.plimsoll.kubernetes.ingress;

import java.util.List;

/// Which paths go where: networking.k8s.io/v1 `HTTPIngressPath`.
///
/// @param path begins with `/`; may be empty where it is implementation specific
/// @param type how it is compared with the path of a request
/// @param backend where they go
public record HttpIngressPath(String path, PathType type, IngressBackend backend) {

  private static final List<String> NOT_WITHIN = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> NOT_AT_THE_END = List.of("/..", "/.");

  /// Refuses paths that the API server refuses.
  public HttpIngressPath {
    var isGiven = !path.isEmpty() || type != PathType.IMPLEMENTATION_SPECIFIC;
    if (isGiven && !path.startsWith("/")) {
      throw new IllegalArgumentException(
          "expected a path that begins with /, found \"%s\"".formatted(path));
    }
    if (type != PathType.IMPLEMENTATION_SPECIFIC) {
      var checked = path;
      NOT_WITHIN.stream().filter(checked::contains).forEach(it -> refuse("within", it, checked));
      NOT_AT_THE_END.stream()
          .filter(checked::endsWith)
          .forEach(it -> refuse("at the end of", it, checked));
    }
  }

  private static void refuse(String where, String what, String path) {
    throw new IllegalArgumentException(
        "expected no %s %s a path, found \"%s\"".formatted(what, where, path));
  }
}
