package dev.plimsoll.properties.watch;

/// Something that was promised and not kept.
///
/// @param where the recording, or the client's call
/// @param claim what was promised
/// @param evidence what was there instead, and what was expected
public record Breach(String where, String claim, String evidence) {

  @Override
  public String toString() {
    return "%s: not so: \"%s\": %s".formatted(where, claim, evidence);
  }
}
