package dev.plimsoll.network.dns;

/// Which pods have names: the option `pods` of CoreDNS's plugin `kubernetes`.
public enum PodMode {
  /// None. CoreDNS's default.
  DISABLED,
  /// Every address that a pod could have. What kubeadm writes.
  INSECURE,
  /// Those that there are.
  VERIFIED
}
