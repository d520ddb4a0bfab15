package dev.plimsoll.kubernetes.ingress;

/// How a path is compared with that of a request: networking.k8s.io/v1 `PathType`.
public enum PathType {
  /// Letter by letter.
  EXACT("Exact"),
  /// Element by element, as far as it goes.
  PREFIX("Prefix"),
  /// As the controller sees fit.
  IMPLEMENTATION_SPECIFIC("ImplementationSpecific");

  private final String text;

  PathType(String text) {
    this.text = text;
  }

  /// The API's spelling.
  @Override
  public String toString() {
    return text;
  }
}
