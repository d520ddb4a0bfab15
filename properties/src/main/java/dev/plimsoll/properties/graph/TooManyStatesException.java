package dev.plimsoll.properties.graph;

/// A graph would have more states than it may.
public final class TooManyStatesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param most how many it may have
  public TooManyStatesException(int most) {
    super("there are more than %,d states".formatted(most));
  }
}
