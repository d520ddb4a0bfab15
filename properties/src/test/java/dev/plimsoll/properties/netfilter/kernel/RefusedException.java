package dev.plimsoll.properties.netfilter.kernel;

import java.io.Serial;

/// A command that failed, with what it said.
final class RefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
