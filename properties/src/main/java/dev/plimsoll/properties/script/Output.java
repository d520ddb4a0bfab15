package dev.plimsoll.properties.script;

import dev.plimsoll.raft.LogLine;
import java.util.List;

/// What a command prints, with the lines that nodes log; rafttest/interaction_env_logger.go.
final class Output {

  /// As scripts name them, from the least important.
  private static final List<String> LEVELS =
      List.of("DEBUG", "INFO", "WARN", "ERROR", "FATAL", "NONE");

  private final Wording wording;
  private StringBuilder text = new StringBuilder();
  private int level;

  Output(Wording wording) {
    this.wording = wording;
  }

  void reset() {
    text = new StringBuilder();
  }

  String text() {
    return text.toString();
  }

  /// Whether nothing is printed.
  boolean isQuiet() {
    return level == LEVELS.size() - 1;
  }

  int level() {
    return level;
  }

  void level(int changed) {
    level = changed;
  }

  /// Logs from this level on, in either case.
  ///
  /// @throws CommandException if there is no such level
  void level(String name) throws CommandException {
    var found = LEVELS.stream().filter(name::equalsIgnoreCase).findFirst();
    level =
        LEVELS.indexOf(
            found.orElseThrow(
                () ->
                    new CommandException(
                        "log levels must be either of [%s]".formatted(String.join(" ", LEVELS)))));
  }

  void print(String printed) {
    if (!isQuiet()) {
      text.append(printed);
    }
  }

  void log(List<LogLine> lines) {
    for (var line : lines) {
      if (level <= LEVELS.indexOf(line.level().name())) {
        print("%s %s\n".formatted(line.level(), wording.of(line)));
      }
    }
  }

  /// What is printed meanwhile is indented.
  void indented(Step step) throws CommandException {
    var outer = text;
    text = new StringBuilder();
    try {
      step.run();
    } finally {
      text.toString().lines().forEach(line -> outer.append("  ").append(line).append('\n'));
      text = outer;
    }
  }

  /// Something that a command does.
  interface Step {
    void run() throws CommandException;
  }
}
