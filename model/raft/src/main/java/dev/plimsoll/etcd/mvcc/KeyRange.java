package dev.plimsoll.etcd.mvcc;

/// One key, or those from one up to another; etcd `api/etcdserverpb/rpc.proto`, `RangeRequest`.
///
/// @param key the first
/// @param end the first that does not belong to it; {@link #NO_END} where all belong that follow;
///     empty for the one key
public record KeyRange(String key, String end) {

  /// Behind all keys.
  public static final String NO_END = "\0";

  public KeyRange {
    if (!end.isEmpty() && !end.equals(NO_END) && key.compareTo(end) >= 0) {
      throw new IllegalArgumentException(
          "A range ends behind its first key, \"%s\", and not at \"%s\"".formatted(key, end));
    }
  }

  /// All keys.
  public static final KeyRange ALL = new KeyRange("", NO_END);

  /// One key.
  public static KeyRange of(String key) {
    return new KeyRange(key, "");
  }

  /// Whether the key belongs to it.
  public boolean contains(String other) {
    if (end.isEmpty()) {
      return other.equals(key);
    }
    return other.compareTo(key) >= 0 && (end.equals(NO_END) || other.compareTo(end) < 0);
  }
}
