package dev.plimsoll.kubernetes.manifest;

/// A manifest that cannot be read: where, and what was expected there.
public final class ManifestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient SourceLine place;

  /// @param problem what was expected there, and what was found
  public ManifestException(SourceLine place, String problem) {
    super(place + ": " + problem);
    this.place = place;
  }

  /// Where.
  public SourceLine place() {
    return place;
  }
}
