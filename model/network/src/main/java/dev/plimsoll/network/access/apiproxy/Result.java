package dev.plimsoll.network.access.apiproxy;

/// What became of the last request.
enum Result {
  /// It is not known yet.
  NONE,
  /// It was answered.
  ANSWERED,
  /// The answer is to look elsewhere.
  REDIRECTED,
  /// kubectl does not take it: 403.
  FILTERED,
  /// The user may not: 403.
  FORBIDDEN,
  /// The address is one that the API server does not send to: 400.
  ADDRESS_NOT_ALLOWED,
  /// There is nobody to send it to: 404, 503.
  UNAVAILABLE,
  /// Nobody answered, or the connection was not upgraded: 502.
  BAD_GATEWAY,
  /// A web site got the answer.
  REBOUND,
  /// It came to a backend though the user may not, or nobody was asked.
  UNAUTHORIZED,
  /// It came to what belongs to the control plane.
  INTRUDED,
  /// It came to a pod of another namespace.
  STRAYED,
  /// It came to a pod of the Service that is not ready.
  NOT_READY,
  /// There was nobody to send it to, though there was a ready endpoint.
  MISSED
}
