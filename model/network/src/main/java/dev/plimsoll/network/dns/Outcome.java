package dev.plimsoll.network.dns;

/// How a query ends.
public enum Outcome {
  /// With records.
  ANSWERED("answered"),
  /// The name is there, and has no records of the type.
  NO_DATA("no data"),
  /// The name is not there: NXDOMAIN.
  NAME_ERROR("no such name"),
  /// It is up to others than the objects that are known.
  UNKNOWN("unknown");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  /// In words.
  @Override
  public String toString() {
    return text;
  }
}
