package dev.plimsoll.raft;

import dev.plimsoll.raft.LogLine.Level;
import java.util.ArrayList;
import java.util.List;

/// The lines of one step, as the library would log them.
final class Journal {

  private final List<LogLine> lines = new ArrayList<>();

  List<LogLine> lines() {
    return List.copyOf(lines);
  }

  void debug(String text) {
    add(Level.DEBUG, text);
  }

  void info(String text) {
    add(Level.INFO, text);
  }

  void warning(String text) {
    add(Level.WARN, text);
  }

  void error(String text) {
    add(Level.ERROR, text);
  }

  /// A line that was worded otherwise.
  void reworded(String text, String formerly) {
    lines.add(new LogLine(Level.INFO, text, formerly));
  }

  private void add(Level level, String text) {
    lines.add(new LogLine(level, text, text));
  }
}
