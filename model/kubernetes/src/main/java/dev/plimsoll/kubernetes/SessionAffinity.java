package dev.plimsoll.kubernetes;

/// Whether a client stays with the endpoint it first reached: core/v1 `ServiceAffinity`.
public sealed interface SessionAffinity {

  /// Every connection is balanced anew.
  record None() implements SessionAffinity {}

  /// A client address stays with its endpoint.
  ///
  /// @param timeoutSeconds for how long after its last connection, 1 to 86,400
  record ClientIp(int timeoutSeconds) implements SessionAffinity {

    /// The API's default: three hours.
    public static final int DEFAULT_TIMEOUT_SECONDS = 10_800;

    /// Refuses a timeout that the API server refuses.
    public ClientIp {
      if (timeoutSeconds < 1 || timeoutSeconds > 86_400) {
        throw new IllegalArgumentException(
            "expected a timeout of 1 to 86400 seconds, found " + timeoutSeconds);
      }
    }
  }
}
