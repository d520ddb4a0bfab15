package dev.plimsoll.properties.script;

/// That a command failed, in the library's words; they belong to its output.
final class CommandException extends Exception {

  private static final long serialVersionUID = 1;

  CommandException(String message) {
    super(message);
  }
}
