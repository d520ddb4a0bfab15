package dev.plimsoll.cluster.dns;

/// What clients ask for.
enum Name {
  /// A headless Service, which is there all the time.
  WEB,
  /// A Service with a cluster IP, which comes and goes.
  SHOP
}
