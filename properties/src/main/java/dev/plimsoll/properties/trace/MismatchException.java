package dev.plimsoll.properties.trace;

import java.util.List;

/// An event is not what a node does.
final class MismatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> allowed;

  MismatchException(String reason, List<String> allowed) {
    super(reason);
    this.allowed = List.copyOf(allowed);
  }

  MismatchException(String reason) {
    this(reason, List.of());
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /// What would have been, the nearest first.
  List<String> allowed() {
    return allowed;
  }
}
