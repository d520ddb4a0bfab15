package dev.plimsoll.properties.netfilter.kernel;

import java.io.Serial;

/// A system call that failed.
final class LinuxException extends RuntimeException {

  static final int EPERM = 1;
  static final int EAGAIN = 11;

  @Serial private static final long serialVersionUID = 1;

  private final int errno;

  LinuxException(String call, int errno) {
    super(call + ": error " + errno + " (see errno(3))");
    this.errno = errno;
  }

  /// The number of the error, as in `errno.h`.
  int errno() {
    return errno;
  }
}
