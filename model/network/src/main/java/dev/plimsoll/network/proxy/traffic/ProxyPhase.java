package dev.plimsoll.network.proxy.traffic;

/// How a node's kube-proxy is. The rules that it wrote stay whatever befalls it.
enum ProxyPhase {
  /// It syncs.
  WORKING,
  /// Its syncs fail.
  STUCK,
  /// Its syncs fail, and a change has waited for longer than `healthTimeout`.
  LATE,
  /// It does not run.
  DEAD,
  /// It runs again, and has not synced yet.
  STARTED
}
