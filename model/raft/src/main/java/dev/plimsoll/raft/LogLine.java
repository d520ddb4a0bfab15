package dev.plimsoll.raft;

/// A line that the library would log.
///
/// @param formerly the same line as releases wrote it up to commit 75ca003 (April 2026)
public record LogLine(Level level, String text, String formerly) {

  /// How much it matters; logger.go, `Logger`.
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL
  }
}
