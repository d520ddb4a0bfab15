package dev.plimsoll.cluster.apiserver;

/// How a call to the API server ends (Kubernetes API conventions, "HTTP Status codes").
public enum Outcome {
  /// 200 or 201.
  OK,
  /// 404.
  NOT_FOUND,
  /// 409: it is not what it was when it was read, or has another uid.
  CONFLICT,
  /// 409: there is one of that name.
  ALREADY_EXISTS
}
