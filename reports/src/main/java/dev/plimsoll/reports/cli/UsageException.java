package dev.plimsoll.reports.cli;

/// The command line asks for something that cannot be done; the message says what can.
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
