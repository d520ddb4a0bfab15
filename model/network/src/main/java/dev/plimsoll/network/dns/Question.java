package dev.plimsoll.network.dns;

/// A query.
///
/// @param name that is asked for, from the root
/// @param type of the records
public record Question(DomainName name, RecordType type) {

  /// As tools for DNS write it.
  @Override
  public String toString() {
    return name + " " + type;
  }
}
